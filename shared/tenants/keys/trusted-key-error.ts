/** Why an entered key cannot be trusted. Stable: pages and commands use these codes. */
export type TrustedKeyErrorCode =
  | 'empty'
  | 'too-large'
  | 'private-key'
  | 'not-a-thumbprint'
  | 'not-a-certificate'
  | 'several-certificates'
  | 'certificate-bundle'
  | 'pem-lines'
  | 'certificate-in-xml'
  | 'metadata-instead'
  | 'trailing-bytes'
  | 'not-rsa'
  | 'weak-key'
  | 'weak-exponent';

/** Thrown for an input that is not a key to trust. The message says what to do; it repeats no part of a file. */
export class TrustedKeyError extends Error {
  override readonly name = 'TrustedKeyError';
  readonly code: TrustedKeyErrorCode;

  constructor(code: TrustedKeyErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Returns the error for a private key, wherever one is found. */
export function privateKeyError(): TrustedKeyError {
  return new TrustedKeyError(
    'private-key',
    'This holds a private key. Latchkey never needs one, and nothing was kept of it; whoever has seen it can ' +
      'sign for its owner, so replace it. From Entra download "Certificate (Base64)" instead.',
  );
}
