import { defaultClockSkewSeconds as skew } from '../../../shared/saml/inbound/assertion/clock-skew.ts';
import { maximumLogoutAgeSeconds } from '../../../shared/saml/inbound/logout/logout-head.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { bring, logoutRequest } from '../../functions/logout/logout-messages.ts';
import { bringSigned, signedLogout } from '../../functions/logout/signed-logout.ts';
import { type LogoutAttack, type LogoutScene, naming, ofPerson } from './case.ts';

const brought = (scene: LogoutScene, message: string) =>
  bring('redirect', scene.acme.urls.logoutUrl, message);
const genuine: LogoutAttack['control'] = (scene) => brought(scene, naming(scene));
const signedPerson: LogoutAttack['control'] = (scene) =>
  bring('post', scene.acme.urls.logoutUrl, signedLogout(ofPerson(scene)));
const fromNow = (seconds: number) => secondsAfter(facts.now, seconds);

/** What a request names. */
export const names: readonly LogoutAttack[] = [
  {
    name: 'no SessionIndex',
    attack: (scene) => brought(scene, naming(scene, { sessionIndexes: [] })),
    control: genuine,
  },
  {
    name: 'an empty SessionIndex',
    attack: (scene) => brought(scene, naming(scene, { sessionIndexes: [''] })),
    control: genuine,
  },
  {
    name: 'the SessionIndex in another case',
    attack: (scene) => brought(scene, naming(scene, { sessionIndexes: [scene.sessionIndex.toUpperCase()] })),
    control: genuine,
  },
  {
    name: 'the SessionIndex with blanks around it',
    attack: (scene) => brought(scene, naming(scene, { sessionIndexes: [` ${scene.sessionIndex} `] })),
    control: genuine,
  },
  {
    name: 'a beginning of the SessionIndex',
    attack: (scene) => brought(scene, naming(scene, { sessionIndexes: [scene.sessionIndex.slice(0, -1)] })),
    control: genuine,
  },
  {
    name: 'the SessionIndex as the seventeenth of an unsigned request',
    attack: (scene) => {
      const others = Array.from({ length: 16 }, (_, index) => `_other-${index}`);
      return brought(scene, naming(scene, { sessionIndexes: [...others, scene.sessionIndex] }));
    },
    control: (scene) => {
      const others = Array.from({ length: 15 }, (_, index) => `_other-${index}`);
      return brought(scene, naming(scene, { sessionIndexes: [...others, scene.sessionIndex] }));
    },
  },
  {
    name: 'the SessionIndex at another tenant',
    attack: (scene) => {
      const message = logoutRequest(scene.globex, { sessionIndexes: [scene.sessionIndex] });
      return bring('redirect', scene.globex.urls.logoutUrl, message);
    },
    control: genuine,
  },
  {
    name: 'the name of the person alone, unsigned',
    attack: (scene) => brought(scene, ofPerson(scene)),
    control: signedPerson,
  },
  {
    name: 'the name of the person at another tenant, signed',
    attack: (scene) =>
      bring(
        'post',
        scene.globex.urls.logoutUrl,
        signedLogout(
          logoutRequest(scene.globex, {
            nameId: facts.signInName,
            nameIdAttributes: ' Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"',
          }),
        ),
      ),
    control: signedPerson,
  },
  {
    name: 'the name of the person in another Format, signed',
    attack: (scene) =>
      bring(
        'post',
        scene.acme.urls.logoutUrl,
        signedLogout(
          ofPerson(scene, {
            nameIdAttributes: ' Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"',
          }),
        ),
      ),
    control: signedPerson,
  },
  {
    name: 'the name of the person with a qualifier, signed',
    attack: (scene) =>
      bring(
        'post',
        scene.acme.urls.logoutUrl,
        signedLogout(
          ofPerson(scene, {
            nameIdAttributes:
              ' Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress" NameQualifier="x"',
          }),
        ),
      ),
    control: signedPerson,
  },
  {
    name: 'the name of the person in another case, signed',
    attack: (scene) =>
      bring(
        'post',
        scene.acme.urls.logoutUrl,
        signedLogout(ofPerson(scene, { nameId: facts.signInName.toUpperCase() })),
      ),
    control: signedPerson,
  },
  {
    name: 'an encrypted name, signed',
    attack: (scene) =>
      bring(
        'post',
        scene.acme.urls.logoutUrl,
        signedLogout(ofPerson(scene).replaceAll('NameID', 'EncryptedID')),
      ),
    control: signedPerson,
  },
];

/** Who sends a request, when, and in which form. */
export const senders: readonly LogoutAttack[] = [
  {
    name: 'the issuer of another directory',
    attack: (scene) => brought(scene, naming(scene, { issuer: scene.globex.tenant.connection.issuer })),
    code: 'logout-issuer-mismatch',
    control: genuine,
  },
  {
    name: 'the issuer without its slash',
    attack: (scene) =>
      brought(scene, naming(scene, { issuer: scene.acme.tenant.connection.issuer.slice(0, -1) })),
    code: 'logout-issuer-mismatch',
    control: genuine,
  },
  {
    name: 'the directory at a host that only looks like Microsoft’s',
    attack: (scene) =>
      brought(
        scene,
        naming(scene, {
          issuer: scene.acme.tenant.connection.issuer.replace(
            'sts.windows.net',
            'sts.windows.net.evil.example',
          ),
        }),
      ),
    code: 'logout-issuer-mismatch',
    control: genuine,
  },
  {
    name: 'an issuer with an element inside',
    attack: (scene) =>
      brought(scene, naming(scene, { issuer: `${scene.acme.tenant.connection.issuer}<a></a>` })),
    code: 'logout-request-structure',
    control: genuine,
  },
  {
    name: 'a right signature and the issuer of another directory',
    attack: (scene) =>
      bringSigned(scene.acme.urls.logoutUrl, naming(scene, { issuer: 'https://idp.example' })),
    code: 'logout-issuer-mismatch',
    control: (scene) => bringSigned(scene.acme.urls.logoutUrl, naming(scene)),
  },
  {
    name: 'a NotOnOrAfter beyond the clock skew',
    attack: (scene) => brought(scene, naming(scene, { notOnOrAfter: fromNow(-skew) })),
    code: 'logout-request-expired',
    control: (scene) => brought(scene, naming(scene, { notOnOrAfter: fromNow(1 - skew) })),
  },
  {
    name: 'an IssueInstant in the future beyond the clock skew',
    attack: (scene) => brought(scene, naming(scene, { issueInstant: fromNow(skew + 1) })),
    code: 'issue-instant-in-future',
    control: (scene) => brought(scene, naming(scene, { issueInstant: fromNow(skew) })),
  },
  {
    name: 'an old IssueInstant where it does not say when it ends',
    attack: (scene) =>
      brought(
        scene,
        naming(scene, { issueInstant: fromNow(-maximumLogoutAgeSeconds - skew), notOnOrAfter: 'absent' }),
      ),
    code: 'logout-request-expired',
    control: (scene) =>
      brought(
        scene,
        naming(scene, { issueInstant: fromNow(1 - maximumLogoutAgeSeconds - skew), notOnOrAfter: 'absent' }),
      ),
  },
  {
    name: 'a NotOnOrAfter that is no date',
    attack: (scene) =>
      brought(scene, naming(scene).replace(/NotOnOrAfter="[^"]*"/, 'NotOnOrAfter="tomorrow"')),
    code: 'date-malformed',
    control: genuine,
  },
  {
    name: 'no IssueInstant',
    attack: (scene) => brought(scene, naming(scene).replace(/ IssueInstant="[^"]*"/, '')),
    code: 'logout-request-structure',
    control: genuine,
  },
  {
    name: 'SAML 1.1',
    attack: (scene) => brought(scene, naming(scene).replace('Version="2.0"', 'Version="1.1"')),
    code: 'logout-request-structure',
    control: genuine,
  },
  {
    name: 'an ID that is no NCName',
    attack: (scene) => brought(scene, naming(scene).replace(/ ID="_/, ' ID="1')),
    code: 'logout-request-structure',
    control: genuine,
  },
  {
    name: 'a message of another namespace',
    attack: (scene) => brought(scene, naming(scene).replace('SAML:2.0:protocol', 'SAML:2.0:other')),
    code: 'logout-request-structure',
    control: genuine,
  },
  {
    name: 'a Response in place of a LogoutRequest',
    attack: (scene) => brought(scene, naming(scene).replaceAll('LogoutRequest', 'Response')),
    code: 'logout-request-structure',
    control: genuine,
  },
  {
    name: 'a DOCTYPE',
    attack: (scene) => brought(scene, `<!DOCTYPE a>${naming(scene)}`),
    code: 'xml-doctype',
    control: genuine,
  },
  {
    name: 'an entity that the message declares nowhere',
    attack: (scene) => brought(scene, naming(scene).replace('</NameID>', '&who;</NameID>')),
    code: 'xml-malformed',
    control: genuine,
  },
  {
    name: 'a comment inside the SessionIndex',
    attack: (scene) =>
      brought(scene, naming(scene).replace('</samlp:SessionIndex>', '<!----></samlp:SessionIndex>')),
    code: 'xml-comment',
    control: genuine,
  },
  {
    name: 'text around its elements',
    attack: (scene) => brought(scene, naming(scene).replace('<NameID', 'x<NameID')),
    code: 'logout-request-structure',
    control: genuine,
  },
  {
    name: 'two names',
    attack: (scene) =>
      brought(
        scene,
        naming(scene).replace(
          '</NameID>',
          '</NameID><NameID xmlns="urn:oasis:names:tc:SAML:2.0:assertion">b</NameID>',
        ),
      ),
    code: 'logout-request-structure',
    control: genuine,
  },
  {
    name: 'a message that inflates to 64 kB and more',
    attack: (scene) => brought(scene, naming(scene).replace('</NameID>', `${'x'.repeat(70_000)}</NameID>`)),
    code: 'logout-message-malformed',
    control: genuine,
  },
  {
    name: 'a Relay State of more than 1 kB',
    attack: (scene) =>
      bring('redirect', scene.acme.urls.logoutUrl, naming(scene), { RelayState: 'x'.repeat(1_025) }),
    code: 'logout-relay-state-too-long',
    control: (scene) =>
      bring('redirect', scene.acme.urls.logoutUrl, naming(scene), { RelayState: 'x'.repeat(80) }),
  },
  {
    name: 'a LogoutResponse beside the request',
    attack: (scene) =>
      bring('redirect', scene.acme.urls.logoutUrl, naming(scene), { SAMLResponse: 'PGEvPg==' }),
    code: 'logout-message-malformed',
    control: genuine,
  },
  {
    name: 'a message in the query of a post',
    attack: (scene) => ({ ...brought(scene, naming(scene)), form: 'x=y' }),
    code: 'logout-message-missing',
    control: genuine,
  },
  {
    name: 'the address of a tenant that there is not',
    attack: (scene) =>
      bring(
        'redirect',
        scene.acme.urls.logoutUrl.replace(scene.acme.tenant.id, 'no-such-tenant'),
        naming(scene),
      ),
    code: 'tenant-not-found',
    control: genuine,
  },
];
