import type { Site } from '../../../../shared/apps/site.ts';
import { endpointUrl } from '../../../../shared/apps/urls.ts';
import { claimMappingOf } from '../../../../shared/claims/claim-mapping.ts';
import type { ProblemCode } from '../../../../shared/problems/problem.ts';
import type { RequirementPageId } from '../requirements/requirement-pages.ts';
import type { GalleryBrowser, SeenAnswer } from './gallery-browser.ts';
import type { MessageChange } from './gallery-directory.ts';
import type { ThrowAwayTenant } from './throw-away-tenant.ts';

/** What the rows of one run share. */
export interface CheckScene {
  readonly site: Site;
  readonly subject: ThrowAwayTenant;
  readonly browser: GalleryBrowser;
  /** Another tenant of the app, which trusts another directory, and a browser there. */
  readonly other: ThrowAwayTenant;
  readonly otherBrowser: GalleryBrowser;
  /** Messages that signed a person in, by their row. */
  readonly accepted: Map<string, string>;
  /** The id of the person, once a sign-in has shown it. */
  userId?: string | undefined;
}

/** One row of the check: what is posted, and what has to become of it. */
export interface GalleryRow {
  /** Stable: scripts and reports use it. */
  readonly name: string;
  /** What is done, for people. */
  readonly title: string;
  readonly flow: 'sp' | 'idp';
  /** `restarted`: refused by starting a sign-in of the application's own. */
  readonly expected: 'signed-in' | 'refused' | 'restarted';
  /** A refusal counts only for one of these reasons. */
  readonly problems: readonly ProblemCode[];
  /** Whether the message is refused before it is read, so that no tenant's log has the reason. Default false. */
  readonly isUnread?: true;
  /** The page that asks for it. `own`: Latchkey's own rule. */
  readonly asks: RequirementPageId | 'own';
  /** Why an app does not take this row; undefined: it does. */
  readonly skipped?: (site: Site) => string | undefined;
  readonly act: (scene: CheckScene) => Promise<SeenAnswer>;
}

const notDeclared = ({ app }: Site) =>
  app.idpInitiated ? undefined : `${app.displayName} does not support IdP-initiated sign-in`;

/** Opens the Sign-on URL and answers with a message of the directory. */
function answering(name: string, change?: MessageChange): GalleryRow['act'] {
  return async ({ browser, accepted }) => {
    const opened = await browser.open();
    const message = await browser.message(opened.inResponseTo, change);
    accepted.set(name, message);
    return browser.post(message, opened);
  };
}

/** Posts a message that no request asked for, in a new browser. */
function unasked(name: string, change?: MessageChange): GalleryRow['act'] {
  return async ({ browser, accepted }) => {
    const message = await browser.message(undefined, change);
    accepted.set(name, message);
    return browser.post(message);
  };
}

/** Posts the message of an earlier row once more, in a new browser, as a thief of it would. */
function again(row: string): GalleryRow['act'] {
  return async ({ browser, accepted }) => {
    const message = accepted.get(row);
    if (message === undefined) throw new Error(`The row ${row} sent no message`);
    return browser.post(message);
  };
}

/** A refusal of an answer to a request, for one change of the genuine message. */
function refusal(
  name: string,
  title: string,
  problem: ProblemCode,
  change: MessageChange,
  asks: GalleryRow['asks'] = 'sso-requirements',
): GalleryRow {
  const act = answering(name, change);
  return { name, title, flow: 'sp', expected: 'refused', problems: [problem], asks, act };
}

const hourMilliseconds = 3_600_000;
const signature = /<Signature .*<\/Signature>/s;

/**
 * Returns every row, in the order in which they run: the genuine sign-ins first, because the others differ from them in
 * one thing. @param now The time by which the dates of messages are set.
 */
export function galleryRows(now: Date): readonly GalleryRow[] {
  const elsewhere = 'https://another-application.invalid/saml';
  return [
    {
      name: 'sp-working',
      title: 'SP-initiated, working certificate',
      flow: 'sp',
      expected: 'signed-in',
      problems: [],
      asks: 'validate-saml',
      act: answering('sp-working'),
    },
    refusal(
      'sp-expired',
      'SP-initiated, expired certificate that the tenant trusts',
      'certificate-expired',
      { key: 'expired' },
      'validate-saml',
    ),
    {
      name: 'idp-working',
      title: 'IdP-initiated, working certificate',
      flow: 'idp',
      expected: 'signed-in',
      problems: [],
      asks: 'validate-saml',
      skipped: notDeclared,
      act: unasked('idp-working'),
    },
    {
      name: 'idp-expired',
      title: 'IdP-initiated, expired certificate that the tenant trusts',
      flow: 'idp',
      expected: 'refused',
      problems: ['certificate-expired'],
      asks: 'validate-saml',
      skipped: notDeclared,
      act: unasked('idp-expired', { key: 'expired' }),
    },
    refusal('certificate-later', 'certificate not yet valid', 'certificate-not-yet-valid', { key: 'later' }),
    refusal('key-unknown', 'signed by a key that the tenant does not trust', 'key-unknown', {
      key: 'unknown',
    }),
    refusal('audience-wrong', 'audience of another application', 'audience-mismatch', {
      audience: elsewhere,
    }),
    refusal('issuer-wrong', 'issuer of another directory', 'issuer-mismatch', {
      issuer: 'https://sts.windows.net/00000000-0000-4000-8000-000000000000/',
    }),
    refusal('recipient-wrong', 'recipient of another address', 'recipient-mismatch', {
      recipient: elsewhere,
    }),
    refusal('name-missing', 'no Name ID, the claim that names the person', 'name-id-missing', {
      nameId: undefined,
    }),
    {
      ...refusal('claim-missing', 'without the claims that the application requires', 'claim-missing', {
        withoutClaims: true,
      }),
      skipped: ({ app }) =>
        claimMappingOf(app.claims).some(({ required }) => required)
          ? undefined
          : `${app.displayName} requires no other claim`,
    },
    refusal('altered', 'name of the person altered after signing', 'signature-digest', {
      alter: (xml) => xml.replace(/(<NameID [^>]*>)/, '$1administrator.'),
    }),
    {
      ...refusal('unsigned', 'signature removed', 'signature-missing', {
        alter: (xml) => xml.replace(signature, ''),
      }),
      isUnread: true,
    },
    refusal('sha1', 'signed with SHA-1', 'signature-sha1', { hash: 'sha1' }, 'own'),
    refusal(
      'assertion-expired',
      'assertion expired an hour ago',
      'assertion-expired',
      { notBefore: new Date(now.getTime() - 2 * hourMilliseconds), validSeconds: 3_600 },
      'own',
    ),
    refusal(
      'assertion-later',
      'assertion valid in an hour',
      'assertion-not-yet-valid',
      { notBefore: new Date(now.getTime() + hourMilliseconds) },
      'own',
    ),
    {
      name: 'replay',
      title: 'answer to a request, posted again from another browser',
      flow: 'sp',
      expected: 'refused',
      problems: ['flow-spent', 'flow-other-browser', 'assertion-replayed'],
      asks: 'own',
      act: again('sp-working'),
    },
    {
      name: 'replay-unsolicited',
      title: 'unsolicited message, posted again from another browser',
      flow: 'idp',
      expected: 'refused',
      problems: ['assertion-replayed'],
      asks: 'own',
      skipped: notDeclared,
      act: again('idp-working'),
    },
    {
      name: 'unsolicited',
      title: 'unsolicited message, which the application does not accept',
      flow: 'idp',
      expected: 'restarted',
      problems: [],
      asks: 'own',
      skipped: ({ app }) =>
        app.idpInitiated ? `${app.displayName} supports IdP-initiated sign-in` : undefined,
      act: unasked('unsolicited'),
    },
    {
      name: 'request-foreign',
      title: 'answer to a request that the application never sent',
      flow: 'sp',
      expected: 'refused',
      problems: ['flow-unknown', 'flow-other-browser'],
      asks: 'own',
      act: async ({ browser }) => browser.post(await browser.message(`_${'0'.repeat(32)}`)),
    },
    {
      name: 'other-tenant',
      title: 'answer of another customer’s directory',
      flow: 'sp',
      expected: 'refused',
      problems: ['key-unknown'],
      asks: 'own',
      act: async ({ browser, otherBrowser, other }) => {
        const control = await otherBrowser.open();
        const own = await otherBrowser.message(control.inResponseTo);
        if ((await otherBrowser.post(own, control)).session === undefined) {
          throw new Error('The other customer’s own sign-in failed');
        }
        const opened = await browser.open();
        return browser.post(await browser.message(opened.inResponseTo, {}, other.directory), opened);
      },
    },
    {
      name: 'identity-renamed',
      title: 'same object ID, new user principal name: the same user',
      flow: 'sp',
      expected: 'signed-in',
      problems: [],
      asks: 'validate-saml',
      act: (scene) =>
        answering('identity-renamed', { nameId: `renamed.${scene.subject.directory.person.nameId}` })(scene),
    },
    refusal(
      'identity-reassigned',
      'same user principal name, another object ID: another person',
      'user-other-identity',
      { objectId: '00000000-0000-4000-8000-00000000000a' },
      'validate-saml',
    ),
  ];
}

/** Returns whether an answer sent the browser to the Sign-on URL of the same tenant. */
export function isRestarted({ site, subject }: CheckScene, { leadsTo }: SeenAnswer): boolean {
  const { origin, pathname } = new URL(endpointUrl(site, subject.tenant.id, 'sign-on'));
  return leadsTo === `${origin}${pathname}`;
}
