/** What the package exports: see docs/embedding.md. */
export type { EdgeAccess, EdgeOrigin } from '../constructs/edge-access.ts';
export { Latchkey } from './latchkey.ts';
export { LatchkeyAuthorizer, type LatchkeyAuthorizerProps } from './latchkey-authorizer.ts';
export type { LatchkeyAppProps, LatchkeyProps, LatchkeyThrottle } from './latchkey-props.ts';
export type { RegionOfLatchkey } from './region-of-latchkey.ts';
