import { assertionConsumerHandler } from '../../functions/assertion-consumer/endpoint.ts';
import type { AssertionConsumerDependencies } from '../../functions/assertion-consumer/posted-response.ts';
import type { Deployment } from '../../functions/deployment.ts';
import { problemContextOf, problemContextWithoutRetry } from '../../functions/location.ts';
import { logoutHandler } from '../../functions/logout/endpoint.ts';
import { metadataHandler } from '../../functions/metadata/endpoint.ts';
import { sessionHandler } from '../../functions/session/endpoint.ts';
import type { SetupDependencies } from '../../functions/setup/dependencies.ts';
import { setupHandler } from '../../functions/setup/endpoint.ts';
import { signOnHandler } from '../../functions/sign-on/endpoint.ts';
import type { SignOnDependencies } from '../../functions/sign-on/ports.ts';
import { signOutHandler } from '../../functions/sign-out/endpoint.ts';
import { welcomeHandler } from '../../functions/welcome/endpoint.ts';
import { gallery } from '../../shared/apps/gallery.ts';
import { productionSite, type Site } from '../../shared/apps/site.ts';
import { endpoint } from '../../shared/endpoint/endpoint.ts';
import { httpsMetadataSource } from '../../shared/federation-metadata/https-metadata-source.ts';
import { systemRandom } from '../../shared/ids/secret.ts';
import { dynamoDbSetupLinkStore } from '../../shared/setup/dynamodb-setup-link-store.ts';
import { dynamoDbAccountStatusStore } from '../../shared/sign-in/dynamodb-account-status-store.ts';
import { dynamoDbFlowStore } from '../../shared/sign-in/dynamodb-flow-store.ts';
import { dynamoDbRejectionLog } from '../../shared/sign-in/log/dynamodb-rejection-log.ts';
import { dynamoDbSignInLog } from '../../shared/sign-in/log/dynamodb-sign-in-log.ts';
import { dynamoDbTestFlowStore } from '../../shared/sign-in/test/dynamodb-test-flow-store.ts';
import type { Tables } from '../../shared/store/dynamodb.ts';
import { cachedTenantStore } from '../../shared/tenants/store/cached-tenant-store.ts';
import { dynamoDbTenantStore } from '../../shared/tenants/store/dynamodb-tenant-store.ts';
import { dynamoDbUserStore } from '../../shared/users/dynamodb-user-store.ts';
import { facts } from '../fixtures/facts.ts';

/** The functions of one warm process, and what they are deployed with. */
export type Product = ReturnType<typeof productOver>;

/** The functions over the tables of a test; by default at the hosts of the articles and at one frozen moment. */
export function productOver(
  tables: Tables,
  clock = () => facts.now,
  sites: readonly Site[] = Object.values(gallery).map(productionSite),
  keys: Pick<AssertionConsumerDependencies, 'decryptionKeys' | 'clock'> &
    Pick<SignOnDependencies, 'signingKeys'> &
    Partial<Pick<SetupDependencies, 'metadata'>> = {},
) {
  const tenants = cachedTenantStore(dynamoDbTenantStore(tables.tenants), { clock });
  const deployment = {
    sites,
    tenants,
    users: dynamoDbUserStore(tables.tenants),
    flows: dynamoDbFlowStore(tables.flows),
    accountStatuses: dynamoDbAccountStatusStore(tables.tenants),
    testFlows: dynamoDbTestFlowStore(tables.flows),
    rejections: dynamoDbRejectionLog(tables.flows),
    setupLinks: dynamoDbSetupLinkStore(tables.tenants),
  } satisfies Deployment & Pick<SetupDependencies, 'setupLinks'>;
  const deps = { ...deployment, ...keys, random: systemRandom };
  const problemContext = (request: Parameters<typeof problemContextOf>[1]) =>
    problemContextOf(deployment.sites, request);
  const options = { clock, problemContext } as const;
  const ending = {
    ...options,
    problemContext: (request: Parameters<typeof problemContextOf>[1]) =>
      problemContextWithoutRetry(deployment.sites, request),
  } as const;
  const signingIn = { ...options, event: 'sign-in.refused' } as const;
  return {
    deployment,
    signOn: endpoint(signOnHandler(deps), { ...signingIn, methods: ['GET'] }),
    assertionConsumer: endpoint(assertionConsumerHandler(deps), { ...signingIn, methods: ['POST'] }),
    metadata: endpoint(metadataHandler(deployment), { ...options, methods: ['GET'] }),
    logout: endpoint(logoutHandler(deps), { ...ending, methods: ['GET', 'POST'] }),
    session: endpoint(sessionHandler(deployment), { ...options, methods: ['GET'], problems: 'json' }),
    signOut: endpoint(signOutHandler(deployment), { ...ending, methods: ['POST'] }),
    setup: endpoint(
      setupHandler({
        ...deployment,
        signIns: dynamoDbSignInLog(tables.flows),
        refusalLog: dynamoDbRejectionLog(tables.flows),
        metadata: keys.metadata ?? httpsMetadataSource({ hosts: [] }),
        random: systemRandom,
      }),
      { ...ending, methods: ['GET', 'POST'], tooLarge: 'setup-upload-too-large' },
    ),
    welcome: endpoint(welcomeHandler(deployment), { ...options, methods: ['GET'] }),
  };
}
