/**
 * Returns a redacted sign-in name: its first character, and its domain where it has one (`B…@contoso.com`). This shows
 * a wrong attribute or directory without identifying the person.
 */
export function redactSignInName(signInName: string): string {
  const at = signInName.lastIndexOf('@');
  const [first = ''] = signInName;
  return `${first}…${at < 0 ? '' : signInName.slice(at)}`;
}

/** Returns `text` with every address redacted as by {@link redactSignInName}: a directory's messages name people. */
export function redactAddresses(text: string): string {
  return text.replace(/[^\s@"'<>()[\]:;,/]+(?=@[^\s@])/gu, ([first = '']) => `${first}…`);
}
