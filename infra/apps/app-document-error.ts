/** An app document that declares something impossible. The message has a line for each fault. */
export class AppDocumentError extends Error {
  override readonly name = 'AppDocumentError';
}
