import type { MetadataSource } from '../../shared/federation-metadata/metadata-source.ts';
import type { Random } from '../../shared/ids/secret.ts';
import type { SetupLinkStore } from '../../shared/setup/setup-link-store.ts';
import type { RejectionLog } from '../../shared/sign-in/log/rejection-log.ts';
import type { SignInLog } from '../../shared/sign-in/log/sign-in-log.ts';
import type { Deployment } from '../deployment.ts';

/** What the set-up endpoint works with. */
export type SetupDependencies = Pick<Deployment, 'sites' | 'tenants' | 'testFlows'> & {
  readonly setupLinks: SetupLinkStore;
  /** What became of the tenant's sign-ins. */
  readonly signIns: SignInLog;
  readonly refusalLog: RejectionLog;
  /** Where App Federation Metadata Urls are fetched from. */
  readonly metadata: MetadataSource;
  readonly random: Random;
};
