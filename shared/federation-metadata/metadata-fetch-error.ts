/** Why metadata did not come. Stable: commands, alarms and back-off go by it. */
export type MetadataFetchErrorCode =
  /** The URL is none that is fetched. Trying again changes nothing. */
  | 'url-refused'
  | 'host-not-allowed'
  | 'address-not-public'
  | 'redirected'
  | 'too-large'
  | 'encoded'
  /** The other side said no: 404 where the directory or the application is gone. */
  | 'status'
  /** Nothing, or not everything, came in time. */
  | 'unreachable'
  | 'timeout';

const transient: ReadonlySet<MetadataFetchErrorCode> = new Set(['status', 'unreachable', 'timeout']);

/** A metadata URL that gave nothing. The message is one sentence, and repeats nothing that was received. */
export class MetadataFetchError extends Error {
  override readonly name = 'MetadataFetchError';
  readonly code: MetadataFetchErrorCode;

  constructor(code: MetadataFetchErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  /** Whether the same URL may give something later. */
  get mayPass(): boolean {
    return transient.has(this.code);
  }
}
