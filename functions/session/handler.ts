import { endpoint } from '../../shared/endpoint/endpoint.ts';
import { openDeployment } from '../deployment.ts';
import { problemContextOf } from '../location.ts';
import { sessionHandler } from './endpoint.ts';

const deployment = openDeployment(process.env);

/** GET /session. */
export const handler = endpoint(sessionHandler(deployment), {
  methods: ['GET'],
  problems: 'json',
  problemContext: (request) => problemContextOf(deployment.sites, request),
});
