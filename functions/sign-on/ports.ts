import type { Random } from '../../shared/ids/secret.ts';
import type { SigningKeys } from '../../shared/keys/signing-keys.ts';
import type { Deployment } from '../deployment.ts';

/** What the sign-on endpoint works with. */
export type SignOnPorts = Pick<Deployment, 'sites' | 'tenants' | 'flows' | 'standings' | 'testFlows'> & {
  readonly random: Random;
  /** Our keys for signing requests. Default: none. */
  readonly signingKeys?: SigningKeys | undefined;
};
