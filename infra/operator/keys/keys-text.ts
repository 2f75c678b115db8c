import { aligned, day } from '../command-result.ts';
import type { KeyView } from '../tenants/tenant-view.ts';

/** Returns keys as a table: state, thumbprint, expiry and proof. */
export function keysText(keys: readonly KeyView[]): string {
  if (keys.length === 0) return 'none: sign-ins fail';
  const rows = keys.flatMap((key) => [
    [key.state.toUpperCase(), shownThumbprint(key), expiryText(key), proofText(key)],
    ...(key.holder === undefined ? [] : [['', `also proven by tenant ${key.holder}`, '', '']]),
    ...(key.thumbprints.sha1 !== undefined && key.thumbprints.sha256 !== undefined
      ? [['', `SHA-256 ${key.thumbprints.sha256.toUpperCase()}`, key.subject ?? '', '']]
      : []),
  ]);
  return aligned([['STATE', 'THUMBPRINT', 'EXPIRES', 'PROVEN'], ...rows]);
}

function shownThumbprint({ thumbprints: { sha1, sha256 } }: KeyView): string {
  return (sha1 ?? sha256 ?? '').toUpperCase();
}

function proofText({ state, provenAt }: KeyView): string {
  if (state !== 'primary' && state !== 'secondary') return '';
  return provenAt === undefined ? 'not yet' : day(provenAt);
}

function expiryText({ notAfter, expired, pinned, state }: KeyView): string {
  if (notAfter === undefined && state === 'retired') return '';
  if (notAfter === undefined) {
    return pinned === false ? 'known after the first sign-in' : 'unknown: the certificate is not acceptable';
  }
  const trusted = state === 'primary' || state === 'secondary';
  return `${day(notAfter)}${expired ? (trusted ? ': EXPIRED, sign-ins are refused' : ': expired') : ''}`;
}
