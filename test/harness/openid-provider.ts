import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { tokenEndpoint } from '../../functions/token/endpoint.ts';
import { userinfoEndpoint } from '../../functions/userinfo/endpoint.ts';
import { appsOf } from '../../shared/apps/apps.ts';
import { productionSite, type Site } from '../../shared/apps/site.ts';
import type { ClientId } from '../../shared/ids/client-id.ts';
import { hashOfSecret, newSecret, systemRandom } from '../../shared/ids/secret.ts';
import type { Authorization } from '../../shared/openid/authorization.ts';
import type { OpenIdClient } from '../../shared/openid/client.ts';
import { issuerOf } from '../../shared/openid/issuer.ts';
import { dynamoDbAccountStatusStore } from '../../shared/sign-in/dynamodb-account-status-store.ts';
import { dynamoDbFlowStore } from '../../shared/sign-in/dynamodb-flow-store.ts';
import type { SignedInFlow } from '../../shared/sign-in/flow.ts';
import type { CompletedSignIn } from '../../shared/sign-in/flow-store.ts';
import { codeSecretOfSignIn } from '../../shared/sign-in/grant/code-of-sign-in.ts';
import { dynamoDbGrantStore } from '../../shared/sign-in/grant/dynamodb-grant-store.ts';
import { issueCode } from '../../shared/sign-in/grant/issue-code.ts';
import { tokenText } from '../../shared/sign-in/grant/token-text.ts';
import type { Tables } from '../../shared/store/dynamodb.ts';
import { dynamoDbTenantStore } from '../../shared/tenants/store/dynamodb-tenant-store.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import { dynamoDbUserStore } from '../../shared/users/dynamodb-user-store.ts';
import type { User } from '../../shared/users/user.ts';
import { gallery } from '../fixtures/apps.ts';
import { type Answered, ask } from './ask.ts';
import { anAuthorization, aRequest, aSignIn, aTenant, aUser, now } from './samples.ts';

/** A client, and what it keeps to itself. */
export interface RegisteredClient {
  readonly client: OpenIdClient;
  readonly secret: string;
}

/** A person with a running session. */
export interface SignedInPerson {
  readonly tenant: Tenant;
  readonly user: User;
  readonly session: SignedInFlow;
  readonly sessionSecret: string;
}

/** A code, and what its client needs to redeem it. */
export interface IssuedCode extends RegisteredClient {
  readonly person: SignedInPerson;
  readonly authorization: Authorization;
  readonly code: string;
  readonly verifier: string;
}

/** What a client gets. */
export interface TokenAnswer {
  readonly access_token: string;
  readonly token_type: string;
  readonly expires_in: number;
  readonly refresh_token: string;
  readonly id_token: string;
  readonly scope: string;
}

/** The OpenID Provider's functions over the tables of a test. */
export type Provider = Omit<ReturnType<typeof providerOver>, 'withoutKey'>;

const tokenKey: { privateKey: KeyObject; publicKey: KeyObject } = generateKeyPairSync('rsa', {
  modulusLength: 2_048,
});

/** Returns the provider at the hosts of the articles, with a clock that a test moves. */
export function providerOver(
  tables: Tables,
  sites: readonly Site[] = Object.values(gallery).map(productionSite),
) {
  const apps = appsOf(sites);
  const clients = new Map<string, OpenIdClient>();
  const time = { now };
  const clock = () => time.now;
  const kid = 'key-of-the-test';
  let signatures = 0;
  const stores = {
    grants: dynamoDbGrantStore(tables.flows),
    accountStatuses: dynamoDbAccountStatusStore(tables.tenants, apps),
    clients: { find: async (id: ClientId) => clients.get(id) },
  };
  const tokenKeys = {
    current: async () => ({
      kid,
      sign: async (octets: Uint8Array) => {
        signatures += 1;
        return sign('sha256', octets, tokenKey.privateKey);
      },
    }),
  };
  const flows = dynamoDbFlowStore(tables.flows);
  const deps = { sites, ...stores, flows, tokenKeys, random: systemRandom };
  const noKey = {
    current: async () => {
      throw new Error('the key store is unavailable');
    },
  };
  const provider = {
    sites,
    ...stores,
    flows,
    tenants: dynamoDbTenantStore(tables.tenants, apps),
    users: dynamoDbUserStore(tables.tenants),
    registered: clients,
    /** The moment of the next request. */
    time,
    publicKey: tokenKey.publicKey,
    kid,
    signaturesUsed: () => signatures,
    token: tokenEndpoint(deps, { clock }),
    userinfo: userinfoEndpoint(deps, { clock }),
  };
  return {
    ...provider,
    /** The same provider, whose signing key cannot be used. */
    withoutKey: () => ({
      ...provider,
      token: tokenEndpoint({ ...deps, tokenKeys: noKey }, { clock }),
    }),
  };
}

/** Moves the provider's clock. */
export function later({ time }: Provider, seconds: number): void {
  time.now = new Date(time.now.getTime() + seconds * 1_000);
}

/** Returns the issuer of an app. */
export function issuerFor({ sites }: Pick<Provider, 'sites'>, app: string): string {
  const site = sites.find((each) => each.app.id === app);
  if (site === undefined) throw new Error(`there is no site of ${app}`);
  return issuerOf(sites, site);
}

/** Registers a client with a secret. */
export function register({ registered }: Provider, more: Partial<OpenIdClient> = {}): RegisteredClient {
  const secret = newSecret();
  const client: OpenIdClient = {
    app: 'timetrack',
    id: `client_${randomBytes(16).toString('base64url')}` as ClientId,
    displayName: 'Reports',
    authentication: 'secret',
    redirectUris: ['https://reports.example.com/callback'],
    postLogoutRedirectUris: [],
    secrets: more.authentication === undefined ? [{ hash: hashOfSecret(secret), createdAt: now }] : [],
    ...more,
  };
  registered.set(client.id, client);
  return { client, secret };
}

/** Adds a tenant with one user who is signed in; at the sign-in that `authorization` asked for where there is one. */
export async function signedIn(
  provider: Provider,
  {
    app = 'timetrack',
    tenant: tenantMore = {},
    user: userMore = {},
    signIn: signInMore = {},
    authorization,
  }: {
    app?: string;
    tenant?: Parameters<typeof aTenant>[0];
    user?: Partial<User>;
    signIn?: Partial<CompletedSignIn>;
    authorization?: Authorization;
  } = {},
): Promise<SignedInPerson> {
  const tenant = aTenant({ app: app as Tenant['app'], ...tenantMore });
  await provider.tenants.add(tenant);
  const user = aUser({ app: tenant.app, tenant: tenant.id, ...userMore });
  await provider.users.add(user);
  const sessionSecret = newSecret();
  const request = aRequest({
    app: tenant.app,
    tenant: tenant.id,
    tenantCreatedAt: tenant.createdAt,
    ...(authorization === undefined ? {} : { authorization }),
  });
  await provider.flows.request(request);
  const signIn = aSignIn(request, {
    tenantCreatedAt: tenant.createdAt,
    signedInAt: provider.time.now,
    sessionHash: hashOfSecret(sessionSecret),
    codeHash: hashOfSecret(codeSecretOfSignIn(sessionSecret, request.id)),
    user: { id: user.id, signInName: user.signInName, displayName: user.displayName ?? 'B.Simon' },
    ...signInMore,
  });
  const written = await provider.flows.signInSolicited(signIn, request.browserHash, provider.time.now);
  if (!('session' in written)) throw new Error('the sign-in was refused');
  return { tenant, user, session: written.session, sessionSecret };
}

/** What a test says of a code; the rest is a request with PKCE for every claim. */
export interface CodeChoices {
  readonly registered?: RegisteredClient;
  readonly authorization?: Partial<Authorization>;
  /** A session that runs already. Default: the code is the one of a new sign-in. */
  readonly person?: SignedInPerson;
  readonly signIn?: Partial<CompletedSignIn>;
  readonly withoutPkce?: boolean;
  readonly app?: string;
}

/** Issues a code: of a new sign-in, or of a session that runs. */
export async function codeOf(provider: Provider, choices: CodeChoices = {}): Promise<IssuedCode> {
  const app = choices.app ?? choices.person?.tenant.app ?? choices.registered?.client.app ?? 'timetrack';
  const registered = choices.registered ?? register(provider, { app: app as Tenant['app'] });
  const verifier = newSecret();
  const { codeChallenge: _, ...rest } = anAuthorization({
    client: registered.client.id,
    issuer: issuerFor(provider, app),
    redirectUri: 'https://reports.example.com/callback',
    scope: ['openid', 'profile', 'email', 'groups', 'roles'],
    ...choices.authorization,
  });
  const authorization: Authorization = choices.withoutPkce
    ? rest
    : { ...rest, codeChallenge: challengeOf(verifier), ...choices.authorization };
  if (choices.person !== undefined) {
    const { session } = choices.person;
    const code = await issueCode(provider, { session, authorization, now: provider.time.now });
    return { ...registered, person: choices.person, authorization, code, verifier };
  }
  const { signIn = {} } = choices;
  const person = await signedIn(provider, { app, authorization, signIn });
  const { session, sessionSecret } = person;
  const code = tokenText(session, codeSecretOfSignIn(sessionSecret, session.id));
  return { ...registered, person, authorization, code, verifier };
}

/** S256 of RFC 7636. */
export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

/** A request to the token endpoint: parameters, or a form as it is sent. */
export interface TokenRequest {
  readonly form: Readonly<Record<string, string | undefined>> | string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly issuer?: string;
  readonly path?: string;
  readonly method?: string;
}

/** Sends a request to the token endpoint of an issuer. */
export function askToken(
  provider: Provider,
  { form, headers, issuer, path, method }: TokenRequest,
): Promise<Answered> {
  const base = issuer ?? issuerFor(provider, 'timetrack');
  return ask(provider.token, {
    url: `${new URL(base).origin}${path ?? '/oauth2/token'}`,
    form: typeof form === 'string' ? form : formOf(form),
    ...(headers === undefined ? {} : { headers }),
    ...(method === undefined ? {} : { method }),
  });
}

/** Returns the parameters that are not undefined, as a form. */
export function formOf(parameters: Readonly<Record<string, string | undefined>>): string {
  const present = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return new URLSearchParams(present).toString();
}

/** Returns the header by which a client authenticates with its secret. */
export function basic({ client, secret }: RegisteredClient): { readonly authorization: string } {
  const encoded = (text: string) => encodeURIComponent(text).replaceAll('%20', '+');
  return {
    authorization: `Basic ${Buffer.from(`${encoded(client.id)}:${encoded(secret)}`).toString('base64')}`,
  };
}

/** The parameters by which the genuine client redeems a code. */
export function redemptionOf({ code, authorization, verifier }: IssuedCode) {
  return {
    grant_type: 'authorization_code',
    code,
    redirect_uri: authorization.redirectUri,
    code_verifier: authorization.codeChallenge === undefined ? undefined : verifier,
  };
}

/** Redeems a code as its client does. */
export function redeem(
  provider: Provider,
  issued: IssuedCode,
  more: Readonly<Record<string, string | undefined>> = {},
): Promise<Answered> {
  return askToken(provider, {
    form: { ...redemptionOf(issued), ...more },
    headers: basic(issued),
    issuer: issued.authorization.issuer,
  });
}

/** Refreshes as the client of a code does. */
export function refresh(
  provider: Provider,
  issued: Pick<IssuedCode, 'client' | 'secret' | 'authorization'>,
  refreshToken: string,
): Promise<Answered> {
  return askToken(provider, {
    form: { grant_type: 'refresh_token', refresh_token: refreshToken },
    headers: basic(issued),
    issuer: issued.authorization.issuer,
  });
}

/** Returns the tokens in an answer. @throws Error where it has none */
export function tokensIn({ statusCode, body = '' }: Answered): TokenAnswer {
  if (statusCode !== 200) throw new Error(`the answer is ${statusCode}: ${body}`);
  return JSON.parse(body) as TokenAnswer;
}

/** Returns a new code's tokens, and the code. */
export async function tokensOf(provider: Provider, choices: CodeChoices = {}) {
  const issued = await codeOf(provider, choices);
  return { ...issued, tokens: tokensIn(await redeem(provider, issued)) };
}

/** Asks userinfo with a token in the header. */
export function askUserinfo(provider: Provider, accessToken: string, issuer?: string): Promise<Answered> {
  const { origin } = new URL(issuer ?? issuerFor(provider, 'timetrack'));
  return ask(provider.userinfo, {
    url: `${origin}/oauth2/userinfo`,
    headers: { authorization: `Bearer ${accessToken}` },
  });
}

/** Returns the status and the error of an answer: `400 invalid_grant`. */
export function refusalIn({ statusCode, body = '' }: Answered): string {
  const { error = '' } = body === '' ? {} : (JSON.parse(body) as { error?: string });
  return `${statusCode} ${error}`.trim();
}
