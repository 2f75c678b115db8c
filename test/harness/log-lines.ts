/** Whether this is what the product's logger or its metrics write: one line of JSON or several, and nothing else. */
export function isLogLine(chunk: unknown): boolean {
  const text = String(chunk).trim();
  return text !== '' && text.split('\n').every((line) => /^\{"(?:level|_aws)":.*\}$/.test(line));
}
