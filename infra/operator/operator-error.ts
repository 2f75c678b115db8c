import type { AppId } from '../../shared/ids/app-id.ts';
import type { TenantId } from '../../shared/ids/tenant-id.ts';

/** The codes of failed commands. Stable: scripts depend on them. */
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
  | 'mail-domain-taken'
  | 'mail-domain-unknown'
  | 'mail-domains-full'
  | 'connection-unset'
  | 'link-unknown'
  | 'client-unknown'
  | 'client-refused'
  | 'client-declared'
  | 'client-secrets-full'
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
  | 'app-not-moving'
  | 'file-unreadable'
  | 'capture-unreadable'
  | 'flow-unknown'
  | 'session-unknown'
  | 'session-ended'
  | 'user-exists'
  | 'user-unknown'
  | 'user-half-renamed'
  | 'identity-taken'
  | 'import-refused'
  | 'app-unknown'
  | 'app-exists'
  | 'app-refused'
  | 'interrupted'
  | 'not-confirmed'
  | 'database-unreachable'
  | 'table-missing'
  | 'aws-refused'
  | 'fault';

/** The name that a command did not find. */
export interface SoughtName {
  readonly app: AppId;
  readonly tenant: TenantId;
  /** Of a user; undefined where the tenant itself is unknown. */
  readonly signInName?: string;
}

/** What every error on a terminal begins with. */
export const errorPrefix = 'latchkey: ';

/** Thrown where a command is refused or fails. The message says what happened and why. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
  readonly code: OperatorErrorCode;
  /** What to do next, a line each. */
  readonly next: readonly string[];

  /** The name that was not found, for which `withSuggestion` looks for similar ones. */
  readonly sought: SoughtName | undefined;

  constructor(
    code: OperatorErrorCode,
    message: string,
    next: readonly string[] = [],
    sought: SoughtName | undefined = undefined,
  ) {
    super(message);
    this.code = code;
    this.next = next;
    this.sought = sought;
  }

  /** The exit code: 2 for an invalid command line or environment, 1 for a command that was refused or failed. */
  get exitCode(): 1 | 2 {
    return this.code === 'usage' || this.code === 'settings' ? 2 : 1;
  }
}
