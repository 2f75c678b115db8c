/** The content of a document whose text is no JSON. */
export const notJson: unique symbol = Symbol('no JSON');

/**
 * Returns the content of a JSON text, or {@link notJson}. It never throws: a module that throws when it is imported would
 * end the very command that explains the fault.
 */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return notJson;
  }
}
