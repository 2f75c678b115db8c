import { endpoint } from '../../shared/endpoint/endpoint.ts';
import { openDeployment } from '../deployment.ts';
import { problemContextOf } from '../location.ts';
import { welcomeHandler } from './endpoint.ts';

const deployment = openDeployment(process.env);

/** GET /welcome. */
export const handler = endpoint(welcomeHandler(deployment), {
  methods: ['GET'],
  problemContext: (request) => problemContextOf(deployment.sites, request),
});
