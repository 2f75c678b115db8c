/** Why a command did not do what it was asked to. Stable: scripts go by it. */
export type OperatorErrorCode =
  | 'usage'
  | 'settings'
  | 'tenant-exists'
  | 'tenant-unknown'
  | 'tenant-unreachable'
  | 'tenant-half-removed'
  | 'tenant-busy'
  | 'key-trusted-elsewhere'
  | 'claim-unknown'
  | 'connection-unset'
  | 'link-unknown'
  | 'key-refused'
  | 'key-unknown'
  | 'key-ambiguous'
  | 'key-last'
  | 'keys-too-large'
  | 'own-keys-off'
  | 'own-key-weak'
  | 'metadata-unavailable'
  | 'metadata-refused'
  | 'metadata-other-issuer'
  | 'metadata-unset'
  | 'own-address'
  | 'file-unreadable'
  | 'capture-unreadable'
  | 'flow-unknown'
  | 'user-exists'
  | 'user-unknown'
  | 'user-half-renamed'
  | 'identity-taken'
  | 'import-refused'
  | 'interrupted'
  | 'not-confirmed'
  | 'database-unreachable'
  | 'table-missing'
  | 'aws-refused'
  | 'fault';

/** A command that was refused or failed, in words for the operator. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
  readonly code: OperatorErrorCode;
  /** What to type or to do next. */
  readonly next: readonly string[];

  constructor(code: OperatorErrorCode, message: string, next: readonly string[] = []) {
    super(message);
    this.code = code;
    this.next = next;
  }

  /** What the process ends with: 2 for a command that makes no sense, 1 for one that was refused or failed. */
  get exitCode(): 1 | 2 {
    return this.code === 'usage' || this.code === 'settings' ? 2 : 1;
  }
}
