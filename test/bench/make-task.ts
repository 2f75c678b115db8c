import type { KeyObject } from 'node:crypto';
import { claimNames, claimsOfBSimon, withClaim } from '../fixtures/entra-parts.ts';
import { asEntraWrites, entraResponse } from '../fixtures/entra-response.ts';
import { facts, secondsAfter } from '../fixtures/facts.ts';
import { type SigningKey, signingKey } from '../fixtures/keys.ts';
import { toBase64 } from '../fixtures/post.ts';
import { signResponse } from '../fixtures/sign.ts';
import type { Task } from './task.ts';

/** A task, and what the crypto floor needs of it. */
export interface MadeTask {
  readonly task: Task;
  readonly canonicalMessage: string;
  readonly publicKey: KeyObject;
}

/** The directory's key in this run. */
export function benchKey(): SigningKey {
  const now = new Date();
  return signingKey({ notBefore: secondsAfter(now, -86_400), notAfter: secondsAfter(now, 86_400) });
}

/**
 * Entra's message of this minute, because the peers read the machine's clock; with `groups` beside its
 * other claims where they are given.
 */
export function makeTask(key: SigningKey, groups?: readonly string[]): MadeTask {
  const canonicalMessage = signResponse(
    entraResponse({
      issuedAt: new Date(),
      ...(groups === undefined ? {} : { claims: withClaim(claimsOfBSimon, claimNames.groups, ...groups) }),
    }),
    { key },
  );
  return {
    canonicalMessage,
    publicKey: key.publicKey,
    task: {
      samlResponse: toBase64(asEntraWrites(canonicalMessage)),
      issuer: facts.issuer,
      identifier: facts.identifier,
      replyUrl: facts.replyUrl,
      certificate: key.certificate,
      nameId: facts.signInName,
    },
  };
}
