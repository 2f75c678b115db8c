/** Why metadata could not be fetched. Stable: commands, alarms and back-off use these codes. */
export type MetadataFetchErrorCode =
  /** The URL may not be fetched. A retry changes nothing. */
  | 'url-refused'
  | 'host-not-allowed'
  | 'address-not-public'
  | 'redirected'
  | 'too-large'
  | 'encoded'
  /** The server returned an error: 404 where the directory or the application is gone. */
  | 'status'
  /** No complete response arrived in time. */
  | 'unreachable'
  | 'timeout';

const transient: ReadonlySet<MetadataFetchErrorCode> = new Set(['status', 'unreachable', 'timeout']);

/**
 * Thrown for a metadata URL that yields no document. The message is one sentence, and repeats nothing that was
 * received.
 */
export class MetadataFetchError extends Error {
  override readonly name = 'MetadataFetchError';
  readonly code: MetadataFetchErrorCode;

  constructor(code: MetadataFetchErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  /** Whether a retry of the same URL may succeed. */
  get mayPass(): boolean {
    return transient.has(this.code);
  }
}
