/**
 * Characters that a reader cannot see or mistakes for a blank: control and format characters, separators of lines and
 * paragraphs, lone surrogates, and every blank but the common one.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|(?! )\p{Zs}/gu;

/**
 * Returns `text` with every invisible character written out as `\u{200b}`. So two different values never look the same,
 * and no terminal acts on any of it. Blanks at the ends are written out too.
 */
export function visibleText(text: string): string {
  return text.replace(unseen, written).replace(/^ +| +$/g, (blanks) => written(' ').repeat(blanks.length));
}

function written(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}
