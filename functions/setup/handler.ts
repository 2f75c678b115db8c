import { httpsMetadataSource } from '../../shared/federation-metadata/https-metadata-source.ts';
import { metadataHostsFrom } from '../../shared/federation-metadata/metadata-host.ts';
import { systemRandom } from '../../shared/ids/secret.ts';
import { dynamoDbSetupLinkStore } from '../../shared/setup/dynamodb-setup-link-store.ts';
import { dynamoDbAdministrationFlowStore } from '../../shared/sign-in/administration/dynamodb-administration-flow-store.ts';
import { dynamoDbRejectionLog } from '../../shared/sign-in/log/dynamodb-rejection-log.ts';
import { dynamoDbSignInLog } from '../../shared/sign-in/log/dynamodb-sign-in-log.ts';
import { dynamoDbPeopleCounter } from '../../shared/users/active-people.ts';
import { openDeployment } from '../deployment.ts';
import { setupEndpoint } from './endpoint.ts';

const deployment = openDeployment(process.env);
const setupLinks = dynamoDbSetupLinkStore(deployment.tables.tenants);
const { flows } = deployment.tables;
const logs = { signIns: dynamoDbSignInLog(flows), rejectionLog: dynamoDbRejectionLog(flows) };
const people = dynamoDbPeopleCounter(deployment.tables.tenants);
const metadata = httpsMetadataSource({ hosts: metadataHostsFrom(process.env) });

/** GET and POST of an app’s set-up page. */
export const handler = setupEndpoint({
  ...deployment,
  administrationFlows: dynamoDbAdministrationFlowStore(flows),
  ...logs,
  setupLinks,
  people,
  metadata,
  random: systemRandom,
});
