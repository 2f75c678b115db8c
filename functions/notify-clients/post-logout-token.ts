import { request as requestOverHttps } from 'node:https';
import {
  AddressNotPublic,
  hasPrivateAddress,
  lookUpPublic,
  type Resolve,
  resolveBySystem,
} from '../../shared/http/public-lookup.ts';

/** How long a client has to answer, in milliseconds. */
const timeoutMilliseconds = 5_000;

/**
 * Posts a logout token to a client's address, which must be public, and returns the status of the answer. It follows no
 * redirect and reads no body: only the status counts.
 * @throws Error where there is no answer in time, or the address is not public
 * @see https://openid.net/specs/openid-connect-backchannel-1_0.html#BCRequest
 */
export function postLogoutToken(
  uri: string,
  logoutToken: string,
  resolve: Resolve = resolveBySystem,
): Promise<number> {
  const body = new URLSearchParams({ logout_token: logoutToken }).toString();
  return new Promise((answer, reject) => {
    if (hasPrivateAddress(uri)) throw new AddressNotPublic('The address is not public.');
    const request = requestOverHttps(uri, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'latchkey',
      },
      minVersion: 'TLSv1.2',
      signal: AbortSignal.timeout(timeoutMilliseconds),
      lookup: lookUpPublic(resolve),
    });
    request.once('error', reject);
    request.once('response', (response) => {
      answer(response.statusCode ?? 0);
      response.destroy();
    });
    request.end(body);
  });
}
