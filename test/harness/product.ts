import type { AssertionConsumerDependencies } from '../../functions/assertion-consumer/dependencies.ts';
import { assertionConsumerEndpoint } from '../../functions/assertion-consumer/endpoint.ts';
import type { AuthorizeDependencies } from '../../functions/authorize/dependencies.ts';
import { authorizeEndpoint } from '../../functions/authorize/endpoint.ts';
import type { Deployment } from '../../functions/deployment.ts';
import { discoveryEndpoint } from '../../functions/discovery/endpoint.ts';
import { endSessionEndpoint } from '../../functions/end-session/endpoint.ts';
import { logoutEndpoint } from '../../functions/logout/endpoint.ts';
import { metadataEndpoint } from '../../functions/metadata/endpoint.ts';
import { readyzEndpoint } from '../../functions/readyz/endpoint.ts';
import { sessionEndpoint } from '../../functions/session/endpoint.ts';
import { type SetupDependencies, setupEndpoint } from '../../functions/setup/endpoint.ts';
import type { SignOnDependencies } from '../../functions/sign-on/dependencies.ts';
import { signOnEndpoint } from '../../functions/sign-on/endpoint.ts';
import { signOutEndpoint } from '../../functions/sign-out/endpoint.ts';
import { tokenEndpoint } from '../../functions/token/endpoint.ts';
import { userinfoEndpoint } from '../../functions/userinfo/endpoint.ts';
import { welcomeEndpoint } from '../../functions/welcome/endpoint.ts';
import { appsOf } from '../../shared/apps/apps.ts';
import { productionSite, type Site } from '../../shared/apps/site.ts';
import { httpsMetadataSource } from '../../shared/federation-metadata/https-metadata-source.ts';
import { systemRandom } from '../../shared/ids/secret.ts';
import type { ClientStore } from '../../shared/openid/client-store.ts';
import { dynamoDbClientStore } from '../../shared/openid/dynamodb-client-store.ts';
import type { TokenKeys } from '../../shared/openid/token-keys.ts';
import { dynamoDbSetupLinkStore } from '../../shared/setup/dynamodb-setup-link-store.ts';
import { dynamoDbAdministrationFlowStore } from '../../shared/sign-in/administration/dynamodb-administration-flow-store.ts';
import { dynamoDbAccountStatusStore } from '../../shared/sign-in/dynamodb-account-status-store.ts';
import { dynamoDbFlowStore } from '../../shared/sign-in/dynamodb-flow-store.ts';
import { dynamoDbGrantStore } from '../../shared/sign-in/grant/dynamodb-grant-store.ts';
import type { GrantStore } from '../../shared/sign-in/grant/grant-store.ts';
import { dynamoDbRejectionLog } from '../../shared/sign-in/log/dynamodb-rejection-log.ts';
import { dynamoDbSignInLog } from '../../shared/sign-in/log/dynamodb-sign-in-log.ts';
import { dynamoDbSessionIndex } from '../../shared/sign-in/sessions/session-index.ts';
import { dynamoDbTestFlowStore } from '../../shared/sign-in/test/dynamodb-test-flow-store.ts';
import type { Tables } from '../../shared/store/dynamodb.ts';
import { dynamoDbKeyOwnerIndex } from '../../shared/tenants/keys/claims/key-owner-index.ts';
import { dynamoDbMailDomainStore } from '../../shared/tenants/mail-domains/mail-domain-store.ts';
import { cachedTenantStore } from '../../shared/tenants/store/cached-tenant-store.ts';
import { dynamoDbTenantStore } from '../../shared/tenants/store/dynamodb-tenant-store.ts';
import { dynamoDbPeopleCounter } from '../../shared/users/active-people.ts';
import { dynamoDbUserStore } from '../../shared/users/dynamodb-user-store.ts';
import { apps, gallery } from '../fixtures/apps.ts';
import { facts } from '../fixtures/facts.ts';
import { testTokenKeys } from '../fixtures/token-keys.ts';

/** The functions of one warm process, and what they are deployed with. */
export type Product = ReturnType<typeof productOver>;

/** The functions over the tables of a test; by default at the hosts of the articles and at one frozen moment. */
export function productOver(
  tables: Tables,
  clock = () => facts.now,
  sites: readonly Site[] = Object.values(gallery).map(productionSite),
  keys: Pick<AssertionConsumerDependencies, 'decryptionKeys' | 'clock'> &
    Pick<SignOnDependencies, 'signingKeys'> &
    Partial<Pick<SetupDependencies, 'metadata'> & Pick<AuthorizeDependencies, 'clients'>> & {
      readonly tokenKeys?: TokenKeys;
    } = {},
) {
  const known = new Map([...apps, ...appsOf(sites)]);
  const tenants = cachedTenantStore(dynamoDbTenantStore(tables.tenants, known), { apps: known, clock });
  const clientStore = dynamoDbClientStore(tables.tenants, known);
  const deployment = {
    sites,
    tenants,
    users: dynamoDbUserStore(tables.tenants),
    flows: dynamoDbFlowStore(tables.flows),
    sessions: dynamoDbSessionIndex(tables.flows),
    accountStatuses: dynamoDbAccountStatusStore(tables.tenants, known),
    testFlows: dynamoDbTestFlowStore(tables.flows),
    administrationFlows: dynamoDbAdministrationFlowStore(tables.flows),
    rejections: dynamoDbRejectionLog(tables.flows),
    setupLinks: dynamoDbSetupLinkStore(tables.tenants),
    keyOwners: dynamoDbKeyOwnerIndex(tables.tenants, known),
    mailDomains: dynamoDbMailDomainStore(tables.tenants),
    grants: dynamoDbGrantStore(tables.flows),
    clientStore,
    clients: keys.clients ?? clientStore,
  } satisfies Deployment &
    Pick<SetupDependencies, 'setupLinks' | 'administrationFlows'> &
    Pick<AssertionConsumerDependencies, 'keyOwners'> &
    Pick<SignOnDependencies, 'mailDomains'> &
    Pick<AuthorizeDependencies, 'clients'> & {
      readonly grants: GrantStore;
      readonly clientStore: ClientStore;
    };
  const deps = { ...deployment, ...keys, random: systemRandom };
  const tokenKeys = keys.tokenKeys ?? testTokenKeys();
  return {
    deployment,
    discovery: discoveryEndpoint({ sites, keys: tokenKeys }, { clock }),
    signOn: signOnEndpoint(deps, { clock }),
    authorize: authorizeEndpoint(deps, { clock }),
    endSession: endSessionEndpoint({ ...deps, tokenKeys }, { clock }),
    assertionConsumer: assertionConsumerEndpoint(deps, { clock }),
    metadata: metadataEndpoint(deployment, { clock }),
    logout: logoutEndpoint(deps, { clock }),
    session: sessionEndpoint(deployment, { clock }),
    signOut: signOutEndpoint(deps, { clock }),
    setup: setupEndpoint(
      {
        ...deployment,
        signIns: dynamoDbSignInLog(tables.flows),
        people: dynamoDbPeopleCounter(tables.tenants),
        rejectionLog: dynamoDbRejectionLog(tables.flows),
        metadata: keys.metadata ?? httpsMetadataSource({ hosts: [] }),
        random: systemRandom,
      },
      { clock },
    ),
    token: tokenEndpoint({ ...deps, tokenKeys }, { clock }),
    userinfo: userinfoEndpoint(deployment, { clock }),
    welcome: welcomeEndpoint(deployment, { clock }),
    readyz: readyzEndpoint({ tenants: tables.tenants, timeoutMilliseconds: 5_000 }, { clock }),
  };
}
