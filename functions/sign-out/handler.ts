import { openDeployment } from '../deployment.ts';
import { signOutEndpoint } from './endpoint.ts';

/** Answers POST /sign-out. */
export const handler = signOutEndpoint(openDeployment(process.env));
