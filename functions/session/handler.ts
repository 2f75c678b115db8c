import { endpoint } from '../../shared/endpoint/endpoint.ts';
import { openDeployment } from '../deployment.ts';
import { contextOf } from '../location.ts';
import { sessionStep } from './endpoint.ts';

const deployment = openDeployment(process.env);

/** GET /session. */
export const handler = endpoint(sessionStep(deployment), {
  methods: ['GET'],
  problems: 'json',
  refusalContext: (request) => contextOf(deployment.sites, request),
});
