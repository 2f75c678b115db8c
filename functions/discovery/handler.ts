import { sitesFrom } from '../../shared/apps/sites-variable.ts';
import { openTokenKeys } from '../../shared/openid/open-token-keys.ts';
import { discoveryEndpoint } from './endpoint.ts';

/** Answers GET of the discovery document and of the key set. */
export const handler = discoveryEndpoint({
  sites: sitesFrom(process.env),
  keys: openTokenKeys(process.env),
});
