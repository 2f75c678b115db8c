import type { ProblemCode } from '../../shared/problems/problem.ts';
import type { TrustedKey } from '../../shared/saml/inbound/signature/trusted-key.ts';
import type { Genuine } from './genuine.ts';
import type { AppName, SigningMode, World } from './world.ts';

/** A message at a tenant's door; what is left out is as in the tenant's {@link World}. */
export interface Post {
  readonly message: string | Uint8Array;
  /** The form field itself, where the trick is in its base64. */
  readonly field?: string;
  /** The trust as it is configured, possibly not as its type says. */
  readonly trustedKeys?: readonly TrustedKey[];
  readonly allowSha1?: boolean;
  readonly identityClaim?: string;
  readonly now?: Date;
  /** Another door: the expectations of another tenant. */
  readonly at?: Partial<World>;
}

/** Makes what is posted from a genuine message. */
export type Forge = (genuine: Genuine) => string | Uint8Array | Post;

/** One way to fool or to break a service provider. */
export interface Attack {
  /** Completes "refuses …". */
  readonly name: string;
  readonly attack: Forge;
  /** The same without the trick. Default: the genuine message of the same app and mode. */
  readonly control?: Forge;
  readonly code: ProblemCode | ((genuine: Genuine) => ProblemCode);
  /** Default: both. */
  readonly apps?: readonly AppName[];
  /** Default: both. */
  readonly modes?: readonly SigningMode[];
}

/** Something unusual that is genuine. */
export interface Acceptance {
  /** Completes "accepts …". */
  readonly name: string;
  readonly message: Forge;
  /** What the accepted assertion says, where the row is about that. */
  readonly nameId?: string;
  readonly attribute?: readonly [name: string, ...values: string[]];
  readonly apps?: readonly AppName[];
  readonly modes?: readonly SigningMode[];
}
