import { createHmac } from 'node:crypto';

/** The secrets of the tokens that follow from a presented refresh token, base64url. */
export interface NextSecrets {
  readonly refresh: string;
  readonly access: string;
}

/**
 * Returns the secrets that a refresh makes: HMAC-SHA-256, keyed by the salt of the grant, over the presented secret. The
 * same refresh repeated makes the same tokens, so nodes of a load balancer that refresh at the same time agree. A client
 * cannot compute them, because it does not know the salt; who reads the store cannot, because it holds no secret.
 */
export function nextSecrets(salt: string, presented: string): NextSecrets {
  const derived = (use: string) =>
    createHmac('sha256', salt).update(`${use}\0${presented}`).digest('base64url');
  return { refresh: derived('refresh'), access: derived('access') };
}
