import type { MetadataSource } from '../../shared/federation-metadata/metadata-source.ts';
import type { Random } from '../../shared/http/secret.ts';
import type { SetupLinkStore } from '../../shared/setup/setup-link-store.ts';
import type { Deployment } from '../deployment.ts';

/** What the set-up endpoint works with. */
export type SetupPorts = Pick<Deployment, 'sites' | 'tenants' | 'testFlows'> & {
  readonly setupLinks: SetupLinkStore;
  /** Where App Federation Metadata Urls are fetched from. */
  readonly metadata: MetadataSource;
  readonly random: Random;
};
