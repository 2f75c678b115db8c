import type { AssertionConsumerPorts } from '../../functions/assertion-consumer/arrival.ts';
import { assertionConsumerStep } from '../../functions/assertion-consumer/step.ts';
import type { Deployment } from '../../functions/deployment.ts';
import { logoutStep } from '../../functions/logout/step.ts';
import { metadataStep } from '../../functions/metadata/step.ts';
import { sessionStep } from '../../functions/session/step.ts';
import type { SetupPorts } from '../../functions/setup/ports.ts';
import { setupStep } from '../../functions/setup/step.ts';
import type { SignOnPorts } from '../../functions/sign-on/ports.ts';
import { signOnStep } from '../../functions/sign-on/step.ts';
import { signOutStep } from '../../functions/sign-out/step.ts';
import { welcomeStep } from '../../functions/welcome/step.ts';
import { contextOf, contextOfEnding } from '../../functions/whereabouts.ts';
import { gallery } from '../../shared/apps/gallery.ts';
import { productionSite, type Site } from '../../shared/apps/site.ts';
import { httpsMetadataSource } from '../../shared/federation-metadata/https-metadata-source.ts';
import { dynamoDbFlowStore } from '../../shared/flows/dynamodb-flow-store.ts';
import { dynamoDbRefusalLog } from '../../shared/flows/dynamodb-refusal-log.ts';
import { dynamoDbSignInLog } from '../../shared/flows/dynamodb-sign-in-log.ts';
import { dynamoDbStandingStore } from '../../shared/flows/dynamodb-standing-store.ts';
import { dynamoDbTestFlowStore } from '../../shared/flows/dynamodb-test-flow-store.ts';
import { endpoint } from '../../shared/http/endpoint.ts';
import { systemRandom } from '../../shared/http/secret.ts';
import { dynamoDbSetupLinkStore } from '../../shared/setup/dynamodb-setup-link-store.ts';
import type { Tables } from '../../shared/store/dynamodb.ts';
import { cachedTenantStore } from '../../shared/tenants/cached-tenant-store.ts';
import { dynamoDbTenantStore } from '../../shared/tenants/dynamodb-tenant-store.ts';
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
