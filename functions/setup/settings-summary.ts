import { html } from 'hono/html';
import { defined } from '../../shared/objects/defined.ts';
import type { Markup } from '../../shared/pages/markup.ts';
import { setupTextsOf } from '../../shared/pages/text/setup-texts.ts';
import { utcTime } from '../../shared/pages/utc-time.ts';
import type { TrustedKey } from '../../shared/saml/inbound/signature/trusted-key.ts';
import { isConfigured } from '../../shared/tenants/connection.ts';
import { hasSigned } from '../../shared/tenants/draft/activate-draft.ts';
import type { DraftValues } from '../../shared/tenants/draft/connection-draft.ts';
import type { ConnectionWarning } from '../../shared/tenants/intake/connection-warnings.ts';
import { directoryIn } from '../../shared/tenants/intake/entra-hosts.ts';
import {
  identityClaimOf,
  identityWarnings,
  replacedClaimWarnings,
  shownIdentityClaim,
} from '../../shared/tenants/intake/identity-claim.ts';
import { settingsWarnings } from '../../shared/tenants/intake/settings-warnings.ts';
import { proofOf } from '../../shared/tenants/keys/proven-keys.ts';
import { parseCertificateFile } from '../../shared/tenants/keys/read-trusted-key.ts';
import {
  certificateOf,
  isSameKey,
  knownThumbprints,
} from '../../shared/tenants/keys/trusted-key-identity.ts';
import type { SetupPageSession } from './session.ts';

/**
 * Returns every setting in `values`, so that an administrator can compare them with Entra.
 * @param unproven The keys that are marked as never used to sign. Default: {@link unprovenKeysOf}.
 */
export function settingsSummary(
  session: SetupPageSession,
  values: DraftValues,
  unproven: readonly TrustedKey[] = unprovenKeysOf(session, values),
): Markup {
  const { summary: texts, connection } = setupTextsOf(session.language);
  const { labels } = connection;
  const { issuer, loginUrl, logoutUrl, metadataUrl, trustedKeys } = values;
  const identityClaim = identityClaimOf(session.tenant.connection, values);
  const directory = issuer === undefined ? undefined : directoryOf(issuer, loginUrl);
  return html`<dl class="facts wide">
${fact(texts.directory, directory ?? texts.noDirectory)}
${fact(labels.issuer, issuer)}
${fact(labels.loginUrl, loginUrl)}
${fact(labels.logoutUrl, logoutUrl)}
${fact(labels.metadataUrl, metadataUrl)}
${fact(labels.identityClaim, identityClaim && shownIdentityClaim(identityClaim))}
</dl>
${trustedKeys.map((key, index) => certificate(session, key, [index + 1, trustedKeys.length], unproven.includes(key)))}`;
}

/** Returns the warnings about `values`. Empty if there are none. */
export function warningList(session: SetupPageSession, values: DraftValues): Markup | '' {
  const warnings = inputWarnings(session, values);
  if (warnings.length === 0) return '';
  const { summary: texts } = setupTextsOf(session.language);
  return html`<div class="note alert"><b>${texts.warnings}</b><ul>
${warnings.map(({ code, facts }) => html`<li>${texts.warning(code, facts)}</li>`)}
</ul></div>`;
}

/** What looks like a mistake in values that can be saved. */
function inputWarnings(
  { tenant, request }: SetupPageSession,
  values: DraftValues,
): readonly ConnectionWarning[] {
  const { issuer, loginUrl } = values;
  if (issuer === undefined || loginUrl === undefined) return [];
  const { identityClaim: _, ...running } = tenant.connection;
  const { identityClaim: __, ...others } = values;
  const identityClaim = identityClaimOf(tenant.connection, values);
  const next = {
    ...running,
    ...others,
    ...defined({ identityClaim }),
    issuer,
    loginUrl,
  };
  return [
    ...settingsWarnings(next, request.receivedAt),
    ...identityWarnings(next),
    ...replacedClaimWarnings(tenant.connection, next),
  ];
}

/**
 * Returns the keys in `values` that the directory has never signed with. Empty at a first set-up, where no key has signed
 * yet.
 */
export function unprovenKeysOf(
  { tenant: { connection, draft } }: SetupPageSession,
  values: DraftValues,
): readonly TrustedKey[] {
  if (!isConfigured(connection)) return [];
  const tested = {
    values,
    revision: draft?.revision ?? 0,
    ...defined({ test: draft?.test }),
  };
  return values.trustedKeys.filter((key) => !hasSigned(key, connection, tested));
}

/** Marks a key that is new to a running connection, and says whether sign-ins have used it. */
function certificate(
  { language, tenant: { connection }, request }: SetupPageSession,
  key: TrustedKey,
  [number, count]: readonly [number, number],
  isUnproven: boolean,
): Markup {
  const { summary: texts } = setupTextsOf(language);
  const { sha1, sha256 } = knownThumbprints(key);
  const read = certificateBehind(key);
  const proof = proofOf(connection, key);
  const isAdded = isConfigured(connection) && !connection.trustedKeys.some((each) => isSameKey(each, key));
  const isExpired = read !== undefined && read.notAfter <= request.receivedAt;
  const isNew = (isAdded || isUnproven) && !isExpired;
  return html`<dl class="facts wide">
<dt>${texts.certificate(number, count)}${isNew ? html` <strong class="new">${texts.isNew}</strong>` : ''}</dt><dd>${read === undefined ? texts.notSeenYet : html`<code>${read.subject}</code>`}</dd>
${read === undefined ? '' : html`<dt>${isExpired ? texts.expiredOn : texts.validUntil}</dt><dd>${utcTime(read.notAfter, language)}</dd>`}
${fact(texts.sha1, sha1?.toUpperCase())}
${fact(texts.sha256, sha256?.toUpperCase())}
${isUnproven && !isExpired ? html`<dt>${texts.signing}</dt><dd>${texts.unproven}</dd>` : ''}${proof === undefined ? '' : html`<dt>${texts.signing}</dt><dd>${texts.provenSince(utcTime(proof.at, language))}</dd>`}
</dl>`;
}

/** Returns the certificate of a key; undefined where no sign-in has shown it yet. */
export function certificateBehind(key: TrustedKey) {
  const known = certificateOf(key);
  if (known === undefined) return undefined;
  try {
    return parseCertificateFile(Buffer.from(known, 'base64'));
  } catch {
    // A running connection may trust a certificate that today's rules refuse. Its thumbprints are shown instead.
    return undefined;
  }
}

/** Entra's directory ID is in the issuer. Other directories have it in the Login URL, or not at all. */
function directoryOf(issuer: string, loginUrl: string | undefined): string | undefined {
  return directoryIn(issuer) ?? (loginUrl === undefined ? undefined : directoryIn(loginUrl));
}

function fact(term: string, value: string | undefined): Markup | '' {
  return value === undefined ? '' : html`<dt>${term}</dt><dd><code>${value}</code></dd>`;
}
