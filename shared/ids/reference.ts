import { type Random, systemRandom } from './secret.ts';

/** Crockford's base32: no I, L, O or U, so that a reference can be read out on the telephone. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Returns a new reference for one request, shown on its page and in its log lines: `7KQF-M2ZD`. 40 random bits; not a
 * secret.
 */
export function newReference(random: Random = systemRandom): string {
  const symbols = Array.from(random(8), (byte) => alphabet.charAt(byte % alphabet.length)).join('');
  return `${symbols.slice(0, 4)}-${symbols.slice(4)}`;
}
