import type { ClientFinder } from '../../shared/openid/client-store.ts';
import type { TokenVerificationKeys } from '../../shared/openid/id-token-hint.ts';
import type { EndBrowserSessionDependencies } from '../end-browser-session.ts';

/** What the end-session endpoint works with. */
export type EndSessionDependencies = EndBrowserSessionDependencies & {
  readonly clients: ClientFinder;
  /** Verify the ID token of a request. */
  readonly tokenKeys: TokenVerificationKeys;
};
