import { html } from 'hono/html';
import type { Language } from '../../http/language.ts';
import type { TrustedKey } from '../../saml/inbound/signature/trusted-key.ts';
import type { DraftValues } from '../../tenants/draft/connection-draft.ts';
import type { ConnectionWarning } from '../../tenants/intake/connection-warnings.ts';
import { directoryIn } from '../../tenants/intake/entra-hosts.ts';
import { shownIdentityClaim } from '../../tenants/intake/identity-claim.ts';
import { parseCertificateFile } from '../../tenants/keys/read-trusted-key.ts';
import { certificateOf, knownThumbprints } from '../../tenants/keys/trusted-key-identity.ts';
import type { Markup } from '../markup.ts';
import { setupTextsOf } from '../text/setup-texts.ts';
import { utcTime } from '../utc-time.ts';

/** A warning that the page gives. */
export type SetupWarning = Pick<ConnectionWarning, 'code' | 'facts'>;

/**
 * Everything that was understood of what was handed over, for people to compare with what Entra shows.
 * @param unproven Those of the keys that the directory has never signed with.
 */
export function settingsSummary(
  language: Language,
  values: DraftValues,
  unproven: readonly TrustedKey[] = [],
): Markup {
  const { preview, connection } = setupTextsOf(language);
  const { labels } = connection;
  const { issuer, loginUrl, logoutUrl, metadataUrl, identityClaim, trustedKeys } = values;
  const directory = issuer === undefined ? undefined : directoryOf(issuer, loginUrl);
  return html`<dl class="facts wide">
${fact(preview.directory, directory ?? preview.noDirectory)}
${fact(labels.issuer, issuer)}
${fact(labels.loginUrl, loginUrl)}
${fact(labels.logoutUrl, logoutUrl)}
${fact(labels.metadataUrl, metadataUrl)}
${fact(labels.identityClaim, identityClaim && shownIdentityClaim(identityClaim))}
</dl>
${trustedKeys.map((key, index) => certificate(language, key, [index + 1, trustedKeys.length], unproven.includes(key)))}`;
}

/** What should be looked at before anything is kept; nothing where there is nothing. */
export function warningList(language: Language, warnings: readonly SetupWarning[]): Markup | '' {
  if (warnings.length === 0) return '';
  const { preview } = setupTextsOf(language);
  return html`<div class="note alert"><b>${preview.warnings}</b><ul>
${warnings.map(({ code, facts }) => html`<li>${preview.warning(code, facts)}</li>`)}
</ul></div>`;
}

function certificate(
  language: Language,
  key: TrustedKey,
  [number, count]: readonly [number, number],
  isUnproven: boolean,
): Markup {
  const { preview } = setupTextsOf(language);
  const { sha1, sha256 } = knownThumbprints(key);
  const read = readOf(key);
  return html`<dl class="facts wide">
<dt>${preview.certificate(number, count)}</dt><dd>${read === undefined ? preview.notSeenYet : html`<code>${read.subject}</code>`}</dd>
${read === undefined ? '' : html`<dt>${preview.validUntil}</dt><dd>${utcTime(read.notAfter, language)}</dd>`}
${fact(preview.sha1, sha1?.toUpperCase())}
${fact(preview.sha256, sha256?.toUpperCase())}
${isUnproven ? html`<dt>${preview.signing}</dt><dd>${preview.unproven}</dd>` : ''}
</dl>`;
}

function readOf(key: TrustedKey) {
  const known = certificateOf(key);
  if (known === undefined) return undefined;
  try {
    return parseCertificateFile(Buffer.from(known, 'base64'));
  } catch {
    // One that stands in a running connection and that today's rules would refuse is shown by its thumbprints.
    return undefined;
  }
}

/** The directory's id stands in the issuer; of other directories in the Login URL, or nowhere. */
function directoryOf(issuer: string, loginUrl: string | undefined): string | undefined {
  return directoryIn(issuer) ?? (loginUrl === undefined ? undefined : directoryIn(loginUrl));
}

function fact(term: string, value: string | undefined): Markup | '' {
  return value === undefined ? '' : html`<dt>${term}</dt><dd><code>${value}</code></dd>`;
}
