import { html } from 'hono/html';
import type { Markup } from '../../../shared/pages/markup.ts';
import { setupTextsOf } from '../../../shared/pages/text/setup-texts.ts';
import { utcTime } from '../../../shared/pages/utc-time.ts';
import type { TrustedKey } from '../../../shared/saml/inbound/signature/trusted-key.ts';
import { isProven } from '../../../shared/tenants/keys/proven-keys.ts';
import { knownThumbprints } from '../../../shared/tenants/keys/trusted-key-identity.ts';
import { makeActivePicture } from '../pictures/portal-pictures.ts';
import type { SetupPageSession } from '../session.ts';
import { certificateBehind } from '../settings-summary.ts';

/**
 * Returns what is left to do in Entra after a renewal: making the new certificate active; and what happens otherwise.
 * Empty once every certificate has signed, and where none has.
 */
export function nextCertificate(session: SetupPageSession): Markup | '' {
  const { current, next } = certificatesOf(session);
  const [first] = next;
  if (first === undefined || current.length === 0) return '';
  const { next: texts } = setupTextsOf(session.language).done;
  const { sha1, sha256 } = knownThumbprints(first);
  const thumbprint = (sha1 ?? sha256)?.toUpperCase();
  const expiresAt = lastExpiry(current);
  return html`<section class="test" aria-labelledby="next-certificate">
<h2 id="next-certificate">${texts.heading}</h2>
<p>${texts.text}${thumbprint === undefined ? '' : html` ${texts.thumbprint(html`<code>${thumbprint}</code>`)}`}</p>
<ol class="clicks">
${texts.clicks.map((click) => html`<li>${click}</li>`)}
</ol>
${makeActivePicture(session)}
<p>${expiresAt === undefined ? texts.ifNothingUndated : texts.ifNothing(utcTime(expiresAt, session.language))}</p>
</section>`;
}

/** Returns when sign-ins fail unless a certificate is added. Empty where one is ready, or no date is known. */
export function lastCertificate(session: SetupPageSession): Markup | '' {
  const { language } = session;
  const { current, next } = certificatesOf(session);
  const expiresAt = lastExpiry(current);
  if (next.length > 0 || expiresAt === undefined) return '';
  return html`<p>${setupTextsOf(language).done.expires(utcTime(expiresAt, language))}</p>`;
}

/** The certificates that have signed, and those that follow: they expire later than all of them. */
function certificatesOf({ tenant: { connection }, request }: SetupPageSession) {
  const isCurrent = (key: TrustedKey) => isProven(connection, key);
  const { trustedKeys } = connection;
  const current = trustedKeys.filter(isCurrent);
  const after = Math.max(request.receivedAt.getTime(), lastExpiry(current)?.getTime() ?? 0);
  const follows = (key: TrustedKey) =>
    (certificateBehind(key)?.notAfter.getTime() ?? Number.POSITIVE_INFINITY) > after;
  return { current, next: trustedKeys.filter((key) => !isCurrent(key) && follows(key)) };
}

function lastExpiry(keys: readonly TrustedKey[]): Date | undefined {
  const expiries = keys.flatMap((key) => certificateBehind(key)?.notAfter ?? []);
  return expiries.sort((one, other) => other.getTime() - one.getTime())[0];
}
