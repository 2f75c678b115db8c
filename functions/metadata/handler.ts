import { dynamoDbSetupLinkStore } from '../../shared/setup/dynamodb-setup-link-store.ts';
import { openDeployment } from '../deployment.ts';
import { metadataEndpoint } from './endpoint.ts';

const deployment = openDeployment(process.env);

/** Answers GET of a tenant’s SP metadata. */
export const handler = metadataEndpoint({
  ...deployment,
  setupLinks: dynamoDbSetupLinkStore(deployment.tables.tenants),
});
