import { endpoint } from '../../shared/endpoint/endpoint.ts';
import { openDeployment } from '../deployment.ts';
import { problemContextWithoutRetry } from '../location.ts';
import { signOutHandler } from './endpoint.ts';

const deployment = openDeployment(process.env);

/** POST /sign-out. */
export const handler = endpoint(signOutHandler(deployment), {
  methods: ['POST'],
  problemContext: (request) => problemContextWithoutRetry(deployment.sites, request),
});
