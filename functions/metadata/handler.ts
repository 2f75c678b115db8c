import { endpoint } from '../../shared/endpoint/endpoint.ts';
import { dynamoDbSetupLinkStore } from '../../shared/setup/dynamodb-setup-link-store.ts';
import { openDeployment } from '../deployment.ts';
import { contextOf } from '../location.ts';
import { metadataStep } from './endpoint.ts';

const deployment = openDeployment(process.env);
const setupLinks = dynamoDbSetupLinkStore(deployment.tables.tenants);

/** GET of a tenant's SP metadata. */
export const handler = endpoint(metadataStep({ ...deployment, setupLinks }), {
  methods: ['GET'],
  refusalContext: (request) => contextOf(deployment.sites, request),
});
