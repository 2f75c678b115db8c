import { openDeployment } from '../deployment.ts';
import { welcomeEndpoint } from './endpoint.ts';

/** Answers GET /welcome. */
export const handler = welcomeEndpoint(openDeployment(process.env));
