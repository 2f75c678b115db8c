import { domainToASCII, domainToUnicode } from 'node:url';

/**
 * Characters that NFC or lower case turns into ASCII and that people do not type: the Greek question mark, the varia,
 * the Kelvin sign. Otherwise a person who may choose a name with a Kelvin sign would become the user with a `k`.
 */
const looksLikeAscii = /([\u037e\u1fef\u212a])/;

/**
 * Returns the key that a user with this exact spelling is stored under: Unicode NFC, then lower case. An
 * internationalized domain keeps its written form, because stored users keep their keys.
 */
export function spellingKey(signInName: string): string {
  return signInName
    .split(looksLikeAscii)
    .map((part) => (looksLikeAscii.test(part) ? part : part.normalize('NFC').toLowerCase()))
    .join('');
}

/** Returns `key` with each label of its domain that is an A-label (RFC 5890 2.3.2.1) in Unicode. */
export function domainInUnicode(key: string): string {
  return withDomain(key, (label) => unicodeOf(label) ?? label);
}

/**
 * Returns the spellings under which the user of a sign-in name may be stored, the given one first: one, or up to three
 * where its domain is internationalized.
 */
export function signInNameSpellings(signInName: string): readonly [string, ...string[]] {
  const given = spellingKey(signInName);
  const unicode = domainInUnicode(given);
  const ascii = withDomain(unicode, asciiOf);
  const [first = given, ...others] = new Set([given, ascii, unicode]);
  return [first, ...others];
}

function withDomain(name: string, labelOf: (label: string) => string): string {
  const at = name.lastIndexOf('@') + 1;
  return at === 0 ? name : name.slice(0, at) + name.slice(at).split('.').map(labelOf).join('.');
}

const aLabel = /^xn--[a-z0-9-]+$/;

/**
 * Returns undefined unless the label is the one A-label of its Unicode text: what UTS 46 would map to ASCII is none.
 */
function unicodeOf(label: string): string | undefined {
  if (!aLabel.test(label)) return undefined;
  const unicode = domainToUnicode(label);
  return unicode !== label && domainToASCII(unicode) === label ? unicode : undefined;
}

/** Returns the A-label of a Unicode label, or the label itself where only another spelling has one. */
function asciiOf(label: string): string {
  if (/^[\0-\x7f]*$/.test(label)) return label;
  const ascii = domainToASCII(label);
  return unicodeOf(ascii) === label ? ascii : label;
}
