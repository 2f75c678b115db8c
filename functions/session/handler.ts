import { openDeployment } from '../deployment.ts';
import { sessionEndpoint } from './endpoint.ts';

/** Answers GET /session. */
export const handler = sessionEndpoint(openDeployment(process.env));
