import type { Parameters } from '../http/parameters.ts';
import { parseTenantId, type TenantId } from '../ids/tenant-id.ts';
import { defined } from '../objects/defined.ts';
import { type Authorization, type Scope, scopes } from './authorization.ts';
import { AuthorizationError } from './authorization-error.ts';
import { codeChallengeOf } from './code-challenge.ts';
import { maySignIn, type ProvenRedirect } from './prove-redirect.ts';
import { authorizationParameters, stateOf } from './request-parameters.ts';
import { refuseUnsupported } from './unsupported-parameters.ts';

/** What a request asks of this one answer. Nothing of it is kept. */
export interface AuthorizationRequest {
  readonly authorization: Authorization;
  /** The tenant that the redirect URI, or else the request, names; or else the only one of the client. */
  readonly tenant?: TenantId;
  /** `prompt=none`: no page may be shown. */
  readonly isSilent: boolean;
  /** `prompt=select_account`: the directory asks who the person is. */
  readonly asksForAccount: boolean;
  /** The sign-in name to suggest to the directory. */
  readonly loginHint?: string;
  /** The languages of our pages, the preferred one first: `de-CH de en`. */
  readonly uiLocales?: string;
}

/** How long a value may be that is only passed on, in characters. A longer one is left out. */
const maximumHintLength = 256;

/** The longest `nonce`, in characters. */
export const maximumNonceLength = 1_024;

/**
 * Reads an authorization request whose redirect URI is proven. Unknown parameters and unknown scopes are ignored.
 * @param issuer Of this answer: the one that the request names by `iss`, or else that of its host.
 * @throws AuthorizationError
 * @see https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.1
 */
export function readAuthorizationRequest(
  parameters: Parameters,
  proven: ProvenRedirect,
  issuer: string,
): AuthorizationRequest {
  const repeated = authorizationParameters.find((name) => parameters.isRepeated(name));
  if (repeated !== undefined) throw new AuthorizationError('invalid_request', `${repeated} occurs twice`);
  refuseUnsupported(parameters);
  const { client, redirectUri } = proven;
  const state = stateOf(parameters);
  if (state === undefined && parameters.one('state') !== undefined) {
    throw new AuthorizationError('invalid_request', 'state is too long or has characters beyond ASCII');
  }
  const prompt = promptOf(parameters);
  const loginHint = shortValueOf(parameters, 'login_hint');
  return {
    authorization: {
      client: client.id,
      issuer,
      redirectUri,
      scope: scopeOf(parameters),
      ...(prompt.has('login') ? { reauthenticate: true } : {}),
      ...defined({
        state,
        nonce: nonceOf(parameters),
        codeChallenge: codeChallengeOf(client, parameters),
        maxAgeSeconds: maxAgeOf(parameters),
        acrValues: acrValuesOf(parameters),
      }),
    },
    isSilent: prompt.has('none'),
    asksForAccount: prompt.has('select_account'),
    ...defined({
      tenant: tenantOf(parameters, proven),
      loginHint,
      uiLocales: shortValueOf(parameters, 'ui_locales'),
    }),
  };
}

function scopeOf(parameters: Parameters): readonly Scope[] {
  const asked = new Set((parameters.one('scope') ?? '').split(' '));
  if (!asked.has('openid')) throw new AuthorizationError('invalid_scope', 'scope must contain openid');
  return scopes.filter((scope) => asked.has(scope));
}

function nonceOf(parameters: Parameters): string | undefined {
  const nonce = parameters.one('nonce');
  if (nonce === undefined || (nonce.length <= maximumNonceLength && /^[\x20-\x7e]+$/.test(nonce)))
    return nonce;
  throw new AuthorizationError('invalid_request', 'nonce is too long or has characters beyond ASCII');
}

/** `consent` asks for nothing more: the vendor, who registers the client, has consented for everyone. */
const prompts = ['none', 'login', 'select_account', 'consent'] as const;
type Prompt = (typeof prompts)[number];

function promptOf(parameters: Parameters): ReadonlySet<Prompt> {
  const asked = new Set((parameters.one('prompt') ?? '').split(' ').filter((value) => value !== ''));
  const known = new Set(prompts.filter((prompt) => asked.has(prompt)));
  if (known.size < asked.size) throw new AuthorizationError('invalid_request', 'prompt has an unknown value');
  if (known.has('none') && known.size > 1) {
    throw new AuthorizationError('invalid_request', 'prompt has another value beside none');
  }
  return known;
}

function maxAgeOf(parameters: Parameters): number | undefined {
  const text = parameters.one('max_age');
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text))
    throw new AuthorizationError('invalid_request', 'max_age is no number of seconds');
  return Number(text);
}

function acrValuesOf(parameters: Parameters): readonly string[] | undefined {
  // Core 3.1.2.1: a preference. A list that is no list of names prefers nothing.
  const values = (shortValueOf(parameters, 'acr_values') ?? '').split(' ').filter((value) => value !== '');
  return values.length === 0 ? undefined : values;
}

function shortValueOf(parameters: Parameters, name: string): string | undefined {
  const value = parameters.one(name);
  return value !== undefined && value.length <= maximumHintLength ? value : undefined;
}

function tenantOf(
  parameters: Parameters,
  { client, tenant: inRedirect }: ProvenRedirect,
): TenantId | undefined {
  const text = parameters.one('tenant');
  const named = text === undefined ? undefined : parseTenantId(text);
  if (text !== undefined && named === undefined) {
    throw new AuthorizationError('invalid_request', 'tenant is no name of a tenant');
  }
  if (named !== undefined && inRedirect !== undefined && named !== inRedirect) {
    throw new AuthorizationError('invalid_request', 'redirect_uri and tenant name two tenants');
  }
  const tenant = inRedirect ?? named ?? (client.tenants?.length === 1 ? client.tenants[0] : undefined);
  if (tenant !== undefined && !maySignIn(client, tenant)) {
    throw new AuthorizationError('unauthorized_client', 'the client may not sign in people of this tenant');
  }
  return tenant;
}
