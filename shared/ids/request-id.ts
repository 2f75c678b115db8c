import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { AppId } from './app-id.ts';
import { isSameHash } from './secret.ts';
import type { TenantId } from './tenant-id.ts';

/** Whose request an id names. */
export interface RequestOwner {
  readonly app: AppId;
  readonly tenant: TenantId;
  /** The secret of the browser's flow cookie. */
  readonly secret: string;
}

/**
 * Returns the 16 bytes of a request's id: of SHA-256 over its owner. So a flow cookie proves without a read that its
 * request is one of this tenant: no one can write a cookie by which a known id belongs to another tenant. The id is
 * public and reveals nothing of the secret, which has 256 random bits.
 */
export function requestIdBytes({ app, tenant, secret }: RequestOwner): Uint8Array {
  // No part holds a NUL, so no two owners make the same text.
  return createHash('sha256').update(`request\0${app}\0${tenant}\0${secret}`).digest().subarray(0, 16);
}

/** Returns whether `id`, which ends with the 32 hex digits of its bytes, is one that this owner made. */
export function isRequestOf(id: string, owner: RequestOwner): boolean {
  return isSameHash(id.slice(-32), Buffer.from(requestIdBytes(owner)).toString('hex'));
}
