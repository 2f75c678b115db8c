import type { AssertionConsumerDependencies } from '../../../functions/assertion-consumer/dependencies.ts';
import { assertionConsumerEndpoint } from '../../../functions/assertion-consumer/endpoint.ts';
import type { MonotonicClock } from '../../../functions/assertion-consumer/failure-delay.ts';
import { productionSite } from '../../../shared/apps/site.ts';
import { tenantUrls } from '../../../shared/apps/urls.ts';
import { systemRandom } from '../../../shared/ids/secret.ts';
import { localDecryptionKeys } from '../../../shared/keys/local-keys.ts';
import { gallery } from '../../fixtures/apps.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { asCertificate } from '../../fixtures/trusted-key.ts';
import { aTenant } from '../../harness/samples.ts';

const decryption = signingKey({ name: 'decryption' });
const site = productionSite(gallery.timetrack);

/** A tenant that takes encrypted assertions alone. */
export const tenant = aTenant({
  connection: {
    trustedKeys: [asCertificate(signingKey())],
    encryption: { mode: 'required', certificate: decryption.certificate },
  },
});
export const urls = tenantUrls(site, tenant.id);

/**
 * The ACS with its keys in this process, and with stores that answer at once: what they add is the same for every
 * failure, and would only hide what is not.
 */
export function endpointWith(clock: MonotonicClock) {
  const stores = {
    tenants: { peekCached: () => tenant, findFresh: async () => tenant, versionOf: () => 1 },
    rejections: { record: async () => {} },
  } as unknown as Pick<
    AssertionConsumerDependencies,
    | 'tenants'
    | 'rejections'
    | 'users'
    | 'flows'
    | 'sessions'
    | 'accountStatuses'
    | 'testFlows'
    | 'administrationFlows'
    | 'setupLinks'
    | 'keyOwners'
  >;
  const decryptionKeys = localDecryptionKeys(new Map([['own', decryption.privateKey]]));
  const deps = { ...stores, sites: [site], random: systemRandom, decryptionKeys, clock };
  return assertionConsumerEndpoint(deps, { clock: () => facts.now });
}
