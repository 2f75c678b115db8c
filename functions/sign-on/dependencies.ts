import type { AdministrationFlowStore } from '../../shared/sign-in/administration/administration-flow.ts';
import type { MailDomainStore } from '../../shared/tenants/mail-domains/mail-domain-store.ts';
import type { Deployment } from '../deployment.ts';
import type { DirectoryDependencies } from '../send-to-directory.ts';

/** The dependencies of the sign-on endpoint. */
export type SignOnDependencies = Pick<
  Deployment,
  'sites' | 'tenants' | 'flows' | 'accountStatuses' | 'testFlows'
> &
  DirectoryDependencies & {
    /** Finds the request of an administrator who opens the set-up page. */
    readonly administrationFlows: Pick<AdministrationFlowStore, 'find'>;
    /** Finds the tenant of a work e-mail address. */
    readonly mailDomains: Pick<MailDomainStore, 'find'>;
  };
