import type { Random } from '../../shared/ids/secret.ts';
import type { SigningKeys } from '../../shared/keys/own-keys.ts';
import type { Deployment } from '../deployment.ts';

/** The dependencies of the sign-on endpoint. */
export type SignOnDependencies = Pick<
  Deployment,
  'sites' | 'tenants' | 'flows' | 'accountStatuses' | 'testFlows' | 'administrationFlows'
> & {
  readonly random: Random;
  /** Our keys for signing requests. Default: none. */
  readonly signingKeys?: SigningKeys | undefined;
};
