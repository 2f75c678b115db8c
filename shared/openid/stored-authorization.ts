import * as v from 'valibot';
import { clientIdSchema } from '../apps/id-schemas.ts';
import { type Authorization, scopes } from './authorization.ts';

/**
 * An {@link Authorization} as a flow and a grant store it: one text of JSON. Attributes of a later release are left
 * out, so that a deployment can be rolled back while people sign in.
 */
export const storedAuthorization = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    client: clientIdSchema,
    issuer: v.string(),
    redirectUri: v.string(),
    scope: v.array(v.picklist(scopes)),
    state: v.exactOptional(v.string()),
    nonce: v.exactOptional(v.string()),
    codeChallenge: v.exactOptional(v.string()),
    reauthenticate: v.exactOptional(v.literal(true)),
    maxAgeSeconds: v.exactOptional(v.number()),
    acrValues: v.exactOptional(v.array(v.string())),
  }),
);

/** Returns the text of {@link storedAuthorization}. */
export function authorizationText(authorization: Authorization): string {
  return JSON.stringify(authorization);
}
