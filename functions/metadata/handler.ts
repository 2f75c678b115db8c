import { endpoint } from '../../shared/http/endpoint.ts';
import { openDeployment } from '../deployment.ts';
import { contextOf } from '../whereabouts.ts';
import { metadataStep } from './step.ts';

const deployment = openDeployment(process.env);

/** GET of a tenant's SP metadata. */
export const handler = endpoint(metadataStep(deployment), {
  methods: ['GET'],
  refusalContext: (request) => contextOf(deployment.sites, request),
});
