import { appsOf } from '../../shared/apps/apps.ts';
import { systemRandom } from '../../shared/ids/secret.ts';
import { openDecryptionKeys } from '../../shared/keys/open-keys.ts';
import { dynamoDbSetupLinkStore } from '../../shared/setup/dynamodb-setup-link-store.ts';
import { dynamoDbAdministrationFlowStore } from '../../shared/sign-in/administration/dynamodb-administration-flow-store.ts';
import { dynamoDbKeyOwnerIndex } from '../../shared/tenants/keys/claims/key-owner-index.ts';
import { openDeployment } from '../deployment.ts';
import { assertionConsumerEndpoint } from './endpoint.ts';
import { readSignInLimits } from './limits.ts';

const deployment = openDeployment(process.env);

/** POST of an app’s Reply URL. */
export const handler = assertionConsumerEndpoint({
  ...deployment,
  administrationFlows: dynamoDbAdministrationFlowStore(deployment.tables.flows),
  setupLinks: dynamoDbSetupLinkStore(deployment.tables.tenants),
  keyOwners: dynamoDbKeyOwnerIndex(deployment.tables.tenants, appsOf(deployment.sites)),
  limits: readSignInLimits(process.env),
  decryptionKeys: openDecryptionKeys(process.env),
  random: systemRandom,
});
