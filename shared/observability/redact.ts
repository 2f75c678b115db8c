/**
 * A sign-in name as a log line shows it: its first character, and its domain where it has one
 * (`B…@contoso.com`). Enough to see that the wrong attribute or directory was sent, and not who it was.
 */
export function redactSignInName(signInName: string): string {
  const at = signInName.lastIndexOf('@');
  const [first = ''] = signInName;
  return `${first}…${at < 0 ? '' : signInName.slice(at)}`;
}

/** `text` with every address in it masked as {@link redactSignInName} does it: a directory's own words name people. */
export function redactAddresses(text: string): string {
  return text.replace(/[^\s@"'<>()[\]:;,/]+(?=@[^\s@])/gu, ([first = '']) => `${first}…`);
}
