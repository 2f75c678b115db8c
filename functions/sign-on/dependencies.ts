import type { Random } from '../../shared/ids/secret.ts';
import type { SigningKeys } from '../../shared/keys/own-keys.ts';
import type { AdministrationFlowStore } from '../../shared/sign-in/administration/administration-flow.ts';
import type { MailDomainStore } from '../../shared/tenants/mail-domains/mail-domain-store.ts';
import type { Deployment } from '../deployment.ts';

/** The dependencies of the sign-on endpoint. */
export type SignOnDependencies = Pick<
  Deployment,
  'sites' | 'tenants' | 'flows' | 'accountStatuses' | 'testFlows'
> & {
  readonly random: Random;
  /** Finds the request of an administrator who opens the set-up page. */
  readonly administrationFlows: Pick<AdministrationFlowStore, 'find'>;
  /** Finds the tenant of a work e-mail address. */
  readonly mailDomains: Pick<MailDomainStore, 'find'>;
  /** Our keys for signing requests. Default: none. */
  readonly signingKeys?: SigningKeys | undefined;
};
