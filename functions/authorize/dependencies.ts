import type { ClientFinder } from '../../shared/openid/client-store.ts';
import type { GrantStore } from '../../shared/sign-in/grant/grant-store.ts';
import type { MailDomainStore } from '../../shared/tenants/mail-domains/mail-domain-store.ts';
import type { Deployment } from '../deployment.ts';
import type { DirectoryDependencies } from '../send-to-directory.ts';

/** What the authorize endpoint works with. */
export type AuthorizeDependencies = Pick<Deployment, 'sites' | 'tenants' | 'flows' | 'accountStatuses'> &
  DirectoryDependencies & {
    readonly clients: ClientFinder;
    readonly grants: Pick<GrantStore, 'issue'>;
    /** Finds the tenant of a work e-mail address. */
    readonly mailDomains: Pick<MailDomainStore, 'find'>;
  };
