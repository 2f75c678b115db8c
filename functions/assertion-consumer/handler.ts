import { endpoint } from '../../shared/endpoint/endpoint.ts';
import { systemRandom } from '../../shared/ids/secret.ts';
import { openDecryptionKeys } from '../../shared/keys/open-keys.ts';
import { dynamoDbSetupLinkStore } from '../../shared/setup/dynamodb-setup-link-store.ts';
import { openDeployment } from '../deployment.ts';
import { problemContextOf } from '../location.ts';
import { assertionConsumerHandler } from './endpoint.ts';
import { readSignInLimits } from './limits.ts';

const deployment = openDeployment(process.env);
const limits = readSignInLimits(process.env);
const decryptionKeys = openDecryptionKeys(process.env);
const setupLinks = dynamoDbSetupLinkStore(deployment.tables.tenants);
const deps = { ...deployment, setupLinks, limits, decryptionKeys, random: systemRandom };

/** POST of an app's Reply URL. */
export const handler = endpoint(assertionConsumerHandler(deps), {
  methods: ['POST'],
  event: 'sign-in.refused',
  problemContext: (request) => problemContextOf(deployment.sites, request),
});
