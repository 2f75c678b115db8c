import type { Random } from '../../shared/ids/secret.ts';
import type { DecryptionKeys } from '../../shared/keys/own-keys.ts';
import type { SetupLinkStore } from '../../shared/setup/setup-link-store.ts';
import type { AdministrationFlowStore } from '../../shared/sign-in/administration/administration-flow.ts';
import type { KeyOwnerIndex } from '../../shared/tenants/keys/claims/key-owner-index.ts';
import type { Deployment } from '../deployment.ts';
import type { MonotonicClock } from './failure-delay.ts';
import type { SignInLimits } from './limits.ts';

/** What the assertion consumer works with. */
export type AssertionConsumerDependencies = Deployment & {
  readonly random: Random;
  /** The requests of administrators who open the set-up page: each is answered once. */
  readonly administrationFlows: Pick<AdministrationFlowStore, 'find' | 'spend'>;
  /**
   * Finds the link of a draft: a test of a draft whose link was revoked does not count. Opens the set-up page for an
   * administrator.
   */
  readonly setupLinks: Pick<SetupLinkStore, 'find' | 'openForAdministrator'>;
  /** Finds the tenant of a message whose address names none. */
  readonly keyOwners: KeyOwnerIndex;
  /** Default: what app and tenant allow. */
  readonly limits?: SignInLimits;
  /** The private keys for encrypted assertions. Default: none, and every encrypted assertion is refused. */
  readonly decryptionKeys?: DecryptionKeys | undefined;
  /** Delays a refusal after a private key was used. Default: the system's clock. */
  readonly clock?: MonotonicClock;
};
