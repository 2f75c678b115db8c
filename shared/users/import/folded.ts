/**
 * Returns `text` as heads and words of a spreadsheet are compared: letters and digits alone, without accents and
 * without regard to case. "Block sign-in", "BlockSignIn" and "block sign in" are equal.
 */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
