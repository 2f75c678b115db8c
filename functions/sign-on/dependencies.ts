import type { Random } from '../../shared/ids/secret.ts';
import type { SigningKeys } from '../../shared/keys/own-keys.ts';
import type { Deployment } from '../deployment.ts';

/** What the sign-on endpoint works with. */
export type SignOnDependencies = Pick<
  Deployment,
  'sites' | 'tenants' | 'flows' | 'accountStatuses' | 'testFlows'
> & {
  readonly random: Random;
  /** Our keys for signing requests. Default: none. */
  readonly signingKeys?: SigningKeys | undefined;
};
