import { withAuthorizer } from '../../shared/endpoint/authorizer.ts';
import { openDeployment } from '../deployment.ts';
import { sessionAuthorizer } from './authorize.ts';
import { sessionEndpoint } from './endpoint.ts';

const deployment = openDeployment(process.env);

/** Answers GET /session, and API Gateway where an API of the vendor's has this function as its authorizer. */
export const handler = withAuthorizer('/session', sessionEndpoint(deployment), sessionAuthorizer(deployment));
