import { createHash } from 'node:crypto';

/** A person of the log: not the name, but enough to recognise a colleague. */
export interface LoggedPerson {
  /** `b.s…@acme.example`. */
  readonly shortName: string;
  /** Four characters that tell people with the same short name apart; the same for one person in every list. */
  readonly mark: string;
}

/** Crockford's base32, as in references. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Returns the short form of a sign-in name: its first three characters, at most half of the part before the `@`, and
 * its domain. The mark is made of the whole name, in any case of letters.
 */
export function loggedPerson(signInName: string): LoggedPerson {
  const at = signInName.lastIndexOf('@');
  const local = [...(at < 0 ? signInName : signInName.slice(0, at))];
  const shown = local.slice(0, Math.max(1, Math.min(3, Math.floor(local.length / 2)))).join('');
  return { shortName: `${shown}…${at < 0 ? '' : signInName.slice(at)}`, mark: markOf(signInName) };
}

function markOf(signInName: string): string {
  const hash = createHash('sha256').update(`sign-in log ${signInName.toLowerCase()}`).digest();
  return Array.from(hash.subarray(0, 4), (byte) => alphabet.charAt(byte % alphabet.length)).join('');
}
