import { assertionConsumerStep } from '../../functions/assertion-consumer/endpoint.ts';
import type { AssertionConsumerPorts } from '../../functions/assertion-consumer/posted-response.ts';
import type { Deployment } from '../../functions/deployment.ts';
import { contextOf, contextOfEnding } from '../../functions/location.ts';
import { logoutStep } from '../../functions/logout/endpoint.ts';
import { metadataStep } from '../../functions/metadata/endpoint.ts';
import { sessionStep } from '../../functions/session/endpoint.ts';
import type { SetupPorts } from '../../functions/setup/dependencies.ts';
import { setupStep } from '../../functions/setup/endpoint.ts';
import { signOnStep } from '../../functions/sign-on/endpoint.ts';
import type { SignOnPorts } from '../../functions/sign-on/ports.ts';
import { signOutStep } from '../../functions/sign-out/endpoint.ts';
import { welcomeStep } from '../../functions/welcome/endpoint.ts';
import { gallery } from '../../shared/apps/gallery.ts';
import { productionSite, type Site } from '../../shared/apps/site.ts';
import { endpoint } from '../../shared/endpoint/endpoint.ts';
import { httpsMetadataSource } from '../../shared/federation-metadata/https-metadata-source.ts';
import { systemRandom } from '../../shared/ids/secret.ts';
import { dynamoDbSetupLinkStore } from '../../shared/setup/dynamodb-setup-link-store.ts';
import { dynamoDbFlowStore } from '../../shared/sign-in/dynamodb-flow-store.ts';
import { dynamoDbStandingStore } from '../../shared/sign-in/dynamodb-standing-store.ts';
import { dynamoDbRefusalLog } from '../../shared/sign-in/log/dynamodb-rejection-log.ts';
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
  keys: Pick<AssertionConsumerPorts, 'decryptionKeys' | 'pace'> &
    Pick<SignOnPorts, 'signingKeys'> &
    Partial<Pick<SetupPorts, 'metadata'>> = {},
) {
  const tenants = cachedTenantStore(dynamoDbTenantStore(tables.tenants), { clock });
  const deployment = {
    sites,
    tenants,
    users: dynamoDbUserStore(tables.tenants),
    flows: dynamoDbFlowStore(tables.flows),
    standings: dynamoDbStandingStore(tables.tenants),
    testFlows: dynamoDbTestFlowStore(tables.flows),
    refusals: dynamoDbRefusalLog(tables.flows),
    setupLinks: dynamoDbSetupLinkStore(tables.tenants),
  } satisfies Deployment & Pick<SetupPorts, 'setupLinks'>;
  const ports = { ...deployment, ...keys, random: systemRandom };
  const refusalContext = (request: Parameters<typeof contextOf>[1]) => contextOf(deployment.sites, request);
  const options = { clock, refusalContext } as const;
  const ending = {
    ...options,
    refusalContext: (request: Parameters<typeof contextOf>[1]) => contextOfEnding(deployment.sites, request),
  } as const;
  const signingIn = { ...options, refusalEvent: 'sign-in.refused' } as const;
  return {
    deployment,
    signOn: endpoint(signOnStep(ports), { ...signingIn, methods: ['GET'] }),
    assertionConsumer: endpoint(assertionConsumerStep(ports), { ...signingIn, methods: ['POST'] }),
    metadata: endpoint(metadataStep(deployment), { ...options, methods: ['GET'] }),
    logout: endpoint(logoutStep(ports), { ...ending, methods: ['GET', 'POST'] }),
    session: endpoint(sessionStep(deployment), { ...options, methods: ['GET'], problems: 'json' }),
    signOut: endpoint(signOutStep(deployment), { ...ending, methods: ['POST'] }),
    setup: endpoint(
      setupStep({
        ...deployment,
        signIns: dynamoDbSignInLog(tables.flows),
        refusalLog: dynamoDbRefusalLog(tables.flows),
        metadata: keys.metadata ?? httpsMetadataSource({ hosts: [] }),
        random: systemRandom,
      }),
      { ...ending, methods: ['GET', 'POST'], tooLarge: 'setup-upload-too-large' },
    ),
    welcome: endpoint(welcomeStep(deployment), { ...options, methods: ['GET'] }),
  };
}
