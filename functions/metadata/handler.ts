import { endpoint } from '../../shared/endpoint/endpoint.ts';
import { dynamoDbSetupLinkStore } from '../../shared/setup/dynamodb-setup-link-store.ts';
import { openDeployment } from '../deployment.ts';
import { problemContextOf } from '../location.ts';
import { metadataHandler } from './endpoint.ts';

const deployment = openDeployment(process.env);
const setupLinks = dynamoDbSetupLinkStore(deployment.tables.tenants);

/** GET of a tenant's SP metadata. */
export const handler = endpoint(metadataHandler({ ...deployment, setupLinks }), {
  methods: ['GET'],
  problemContext: (request) => problemContextOf(deployment.sites, request),
});
