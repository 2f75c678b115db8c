/** The ASCII characters of an NCName; the first of them is no digit, hyphen or full stop. */
const isInName = new Uint8Array(128);
for (const character of '-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz') {
  isInName[character.charCodeAt(0)] = 1;
}

/** NCName of Namespaces in XML 1.0 section 3, with the characters of XML 1.0 (fifth edition) 2.3. */
const ncName =
  /^[A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\u{10000}-\u{effff}][-.0-9A-Z_a-z\xb7\xc0-\xd6\xd8-\xf6\xf8-\u037d\u037f-\u1fff\u200c-\u200d\u203f-\u2040\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\u{10000}-\u{effff}]*$/u;

/**
 * Returns the end of the NCName that begins at `at`, or -1 if none begins there. Outside of values only a name may hold
 * other characters than ASCII, so all that follow belong to it or make it none.
 */
export function endOfNcName(text: string, at: number): number {
  let end = at;
  let isAscii = true;
  for (; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (code >= 128) isAscii = false;
    else if (isInName[code] !== 1) break;
  }
  if (end === at) return -1;
  // Compiling the pattern is expensive, and hardly any message needs it.
  if (!isAscii) return ncName.test(text.slice(at, end)) ? end : -1;
  return text.charCodeAt(at) < 0x41 ? -1 : end;
}

/** Whether all of `text` is one NCName. */
export function isNcName(text: string): boolean {
  return endOfNcName(text, 0) === text.length;
}
