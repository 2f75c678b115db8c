import { systemRandom } from '../../shared/ids/secret.ts';
import { openDeployment } from '../deployment.ts';
import { logoutEndpoint } from './endpoint.ts';

/** Answers GET and POST of an app’s Logout Url. */
export const handler = logoutEndpoint({ ...openDeployment(process.env), random: systemRandom });
