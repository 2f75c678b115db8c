/** Returns `text` in bold. The parser removes it again for output without colours. */
export function bold(text: string): string {
  return `\u001b[1m${text}\u001b[22m`;
}

/** Returns whether to use colours: on a terminal, unless NO_COLOR (https://no-color.org) or TERM says not to. */
export function wantsColors(
  environment: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  const { NO_COLOR: noColor, TERM: terminal } = environment;
  return isTerminal && (noColor === undefined || noColor === '') && terminal !== 'dumb';
}
