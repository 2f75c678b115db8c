import { systemRandom } from '../../shared/ids/secret.ts';
import { openSigningKeys } from '../../shared/keys/open-keys.ts';
import { dynamoDbAdministrationFlowStore } from '../../shared/sign-in/administration/dynamodb-administration-flow-store.ts';
import { dynamoDbMailDomainStore } from '../../shared/tenants/mail-domains/mail-domain-store.ts';
import { openDeployment } from '../deployment.ts';
import { signOnEndpoint } from './endpoint.ts';

const deployment = openDeployment(process.env);

/** Answers GET of an app’s Sign-on URL. */
export const handler = signOnEndpoint({
  ...deployment,
  administrationFlows: dynamoDbAdministrationFlowStore(deployment.tables.flows),
  mailDomains: dynamoDbMailDomainStore(deployment.tables.tenants),
  signingKeys: openSigningKeys(process.env),
  random: systemRandom,
});
