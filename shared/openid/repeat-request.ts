import { defined } from '../objects/defined.ts';
import type { Authorization } from './authorization.ts';
import type { AuthorizationRequest } from './authorization-request.ts';

/** What of a request is not kept with its flow, to be sent again. */
export type FurtherParameters = Partial<
  Pick<AuthorizationRequest, 'tenant' | 'isSilent' | 'asksForAccount' | 'loginHint' | 'uiLocales'>
> & {
  /** Whether the query has to name the issuer: while an app moves, it has two. Default false. */
  readonly namesIssuer?: boolean;
};

/**
 * Returns the parameters of the request that an authorization answers: the same request once more, at another host or
 * another time. What the provider ignores is left out.
 */
export function parametersOf(
  authorization: Authorization,
  { tenant, isSilent, asksForAccount, loginHint, uiLocales, namesIssuer }: FurtherParameters = {},
): Readonly<Record<string, string>> {
  const { client, issuer, redirectUri, scope, state, nonce, codeChallenge } = authorization;
  const { reauthenticate, maxAgeSeconds, acrValues } = authorization;
  const prompts = [
    ...(isSilent === true ? ['none'] : []),
    ...(reauthenticate === true ? ['login'] : []),
    ...(asksForAccount === true ? ['select_account'] : []),
  ];
  return defined({
    client_id: client,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: scope.join(' '),
    state,
    nonce,
    code_challenge: codeChallenge,
    code_challenge_method: codeChallenge === undefined ? undefined : 'S256',
    prompt: prompts.length === 0 ? undefined : prompts.join(' '),
    max_age: maxAgeSeconds?.toString(),
    acr_values: acrValues?.join(' '),
    login_hint: loginHint,
    ui_locales: uiLocales,
    tenant,
    iss: namesIssuer === true ? issuer : undefined,
  });
}
