import type { Site } from '../../shared/apps/site.ts';
import { type Parameters, readParameters } from '../../shared/http/parameters.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import { type ClientId, parseClientId } from '../../shared/ids/client-id.ts';
import { defined } from '../../shared/objects/defined.ts';
import type { OpenIdClient } from '../../shared/openid/client.ts';
import { type IdTokenHint, readIdTokenHint } from '../../shared/openid/id-token-hint.ts';
import { issuerOf } from '../../shared/openid/issuer.ts';
import { matchRedirect } from '../../shared/openid/redirect-template.ts';
import { stateOf } from '../../shared/openid/request-parameters.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { type OpenIdPlace, openIdPlacesAt } from '../openid-place.ts';
import type { EndSessionDependencies } from './dependencies.ts';

/** Every parameter that the endpoint reads: each occurs at most once. `logout_hint` is only accepted. */
const names = [
  'id_token_hint',
  'logout_hint',
  'client_id',
  'post_logout_redirect_uri',
  'state',
  'ui_locales',
  'confirmed',
] as const;

/** A request to end a session. Nothing of it is proven but the hint and what the client registered. */
export interface AskedSignOut {
  readonly place: OpenIdPlace;
  /** Verified. Undefined also where it contradicts the rest of the request. */
  readonly hint?: IdTokenHint;
  readonly client?: OpenIdClient;
  /** A redirect URI that a template of the client allows. */
  readonly redirectUri?: string;
  /** The tenant in `redirectUri`. */
  readonly redirectTenant?: NonNullable<ReturnType<typeof matchRedirect>>['tenant'];
  readonly state?: string;
  readonly uiLocales?: string;
  /** Whether our own page sent it; who posted that page's form is not judged here. */
  readonly saysConfirmed: boolean;
  /** The parameters to send again: to the host of the tenant, or by the form that asks the person. */
  readonly sent: Readonly<Record<string, string>>;
}

/**
 * Reads a request to end a session. A hint and a `client_id` that differ are both ignored (RP-Initiated Logout 2).
 * @throws Problem `tenant-not-found`, `openid-request-malformed`; `openid-session-unknown` at a host of several apps
 * where nothing names one
 */
export async function readAskedSignOut(
  deps: EndSessionDependencies,
  request: EndpointRequest,
): Promise<AskedSignOut> {
  const places = openIdPlacesAt(deps.sites, request);
  const parameters = readParameters(request);
  const repeated = names.find((name) => parameters.isRepeated(name));
  if (repeated !== undefined) throw new Problem('openid-request-malformed', { expected: `${repeated} once` });
  const hinted = await hintIn(deps, parameters, places);
  const named = parseClientId(parameters.one('client_id') ?? '');
  const isContradicted = hinted !== undefined && named !== undefined && hinted.hint.client !== named;
  const { hint, site } = (isContradicted ? undefined : hinted) ?? {};
  const client = isContradicted ? undefined : await clientAt(deps, places, hint?.client ?? named, site);
  const app = site?.app.id ?? client?.app;
  const place =
    app === undefined && places.length > 1
      ? undefined
      : places.find((each) => each.site.app.id === (app ?? each.site.app.id));
  if (place === undefined) {
    throw new Problem('openid-session-unknown', {
      expected: 'an id_token_hint or a client_id',
      actual: 'neither',
    });
  }
  const redirect = redirectIn(parameters, client);
  return {
    place,
    ...defined({ hint, client, state: stateOf(parameters), uiLocales: parameters.one('ui_locales') }),
    ...redirect,
    saysConfirmed: request.method === 'POST' && parameters.one('confirmed') === '1',
    sent: sentIn(parameters),
  };
}

/** Returns the hint of a request with the site of its issuer, if that app is at this host. */
async function hintIn(
  { sites, tokenKeys }: Pick<EndSessionDependencies, 'sites' | 'tokenKeys'>,
  parameters: Parameters,
  places: readonly OpenIdPlace[],
): Promise<{ readonly hint: IdTokenHint; readonly site: Site } | undefined> {
  const text = parameters.one('id_token_hint');
  const hint = text === undefined ? undefined : await readIdTokenHint(tokenKeys, text);
  if (hint === undefined) return undefined;
  const site = sites.find((each) => issuerOf(sites, each) === hint.issuer);
  const place = site && places.find((each) => each.site.app.id === site.app.id);
  const isOfHost = place !== undefined && (place.tenant === undefined || place.tenant === hint.tenant);
  return site !== undefined && isOfHost ? { hint, site } : undefined;
}

async function clientAt(
  { clients }: Pick<EndSessionDependencies, 'clients'>,
  places: readonly OpenIdPlace[],
  id: ClientId | undefined,
  site: Site | undefined,
): Promise<OpenIdClient | undefined> {
  const client = id && (await clients.find(id));
  if (client === undefined || !places.some((each) => each.site.app.id === client.app)) return undefined;
  return site === undefined || site.app.id === client.app ? client : undefined;
}

function redirectIn(parameters: Parameters, client: OpenIdClient | undefined) {
  const sent = parameters.one('post_logout_redirect_uri');
  if (sent === undefined || client === undefined) return {};
  const anyLoopbackPort = client.authentication === 'none';
  const matched = matchRedirect(client.postLogoutRedirectUris, sent, { anyLoopbackPort });
  if (matched === undefined) return {};
  return { redirectUri: sent, ...(matched.tenant === undefined ? {} : { redirectTenant: matched.tenant }) };
}

function sentIn(parameters: Parameters): Readonly<Record<string, string>> {
  const again = names.filter((name) => name !== 'confirmed' && name !== 'logout_hint');
  return Object.fromEntries(
    again.flatMap((name) => {
      const value = parameters.one(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
