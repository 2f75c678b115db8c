import { type Random, systemRandom } from './secret.ts';

/** Crockford's base32: no I, L, O or U, so that a reference survives being read out on the telephone. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A name for one request that stands on its page and in its log lines: `7KQF-M2ZD`. 40 random bits; a name,
 * not a secret.
 */
export function newReference(random: Random = systemRandom): string {
  const symbols = Array.from(random(8), (byte) => alphabet.charAt(byte % alphabet.length)).join('');
  return `${symbols.slice(0, 4)}-${symbols.slice(4)}`;
}
