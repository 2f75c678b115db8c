import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { dial } from '../../../local/dial.ts';
import type { ProgramSettings } from '../programs.ts';
import type { RunningProgram } from '../start-program.ts';

interface Tokens {
  readonly access_token: string;
  readonly id_token: string;
  readonly refresh_token?: string;
  readonly expires_in: number;
}

interface Session {
  tokens: Tokens;
  claims: Readonly<Record<string, unknown>>;
  accessTokenEnds: number;
}

/** What the load balancer hands its target. */
const shownClaimsBytes = 11_000;
const cookieName = 'AWSELBAuthSessionCookie-0';

/**
 * Runs an Application Load Balancer's `authenticate-oidc` as AWS describes it: it redirects to the authorization endpoint
 * with the host that the visitor opened, exchanges the code with client id and secret, asks userinfo with the access
 * token, and leads back to the URL that was opened. With a refresh token it renews when the access token has expired, and
 * ends the session when that fails. Claims have at most 11 kB.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html
 */
export async function loadBalancer({ issuer, client, port }: ProgramSettings): Promise<RunningProgram> {
  const begun = new Map<string, string>();
  const sessions = new Map<string, Session>();
  const endpoint = (name: string) => `${issuer}/oauth2/${name}`;

  const tokensFor = async (grant: Readonly<Record<string, string>>): Promise<Tokens | undefined> => {
    const authorization = `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}`;
    const form = String(new URLSearchParams(grant));
    const { status, body } = await dial(endpoint('token'), { form, headers: { authorization } });
    return status === 200 ? (JSON.parse(body) as Tokens) : undefined;
  };
  const sessionOf = async (tokens: Tokens): Promise<Session> => {
    const headers = { authorization: `Bearer ${tokens.access_token}` };
    const { status, body } = await dial(endpoint('userinfo'), { headers });
    const claims = JSON.parse(body) as Session['claims'];
    if (status !== 200 || typeof claims['sub'] !== 'string') throw new Error(`userinfo: ${status} ${body}`);
    if (Buffer.byteLength(body) > shownClaimsBytes) throw new Error('claims of more than 11 kB');
    return { tokens, claims, accessTokenEnds: Date.now() + tokens.expires_in * 1_000 };
  };
  const redirectUriOf = ({ headers }: IncomingMessage) => `http://${headers.host}/oauth2/idpresponse`;
  const authenticate = (request: IncomingMessage, response: ServerResponse) => {
    const state = randomBytes(16).toString('base64url');
    begun.set(state, request.url ?? '/');
    const query = new URLSearchParams({
      client_id: client.id,
      response_type: 'code',
      scope: 'openid profile email groups',
      redirect_uri: redirectUriOf(request),
      state,
    });
    response.writeHead(302, { location: `${endpoint('authorize')}?${query}` }).end();
  };
  const takeCode = async (request: IncomingMessage, response: ServerResponse, query: URLSearchParams) => {
    const opened = begun.get(query.get('state') ?? '');
    begun.delete(query.get('state') ?? '');
    const code = query.get('code');
    if (opened === undefined || code === null) return void response.writeHead(401).end(String(query));
    const redirect_uri = redirectUriOf(request);
    const tokens = await tokensFor({ grant_type: 'authorization_code', code, redirect_uri });
    if (tokens === undefined) return void response.writeHead(561).end('token endpoint');
    const name = randomBytes(16).toString('base64url');
    sessions.set(name, await sessionOf(tokens));
    response.writeHead(302, { location: opened, 'set-cookie': `${cookieName}=${name}; Path=/` }).end();
  };
  /** `?expire` stands for the ten minutes of an access token. */
  const renewed = async (name: string, mustRenew: boolean): Promise<Session | undefined> => {
    const session = sessions.get(name);
    if (session === undefined || (!mustRenew && session.accessTokenEnds > Date.now())) return session;
    const { refresh_token } = session.tokens;
    const tokens = refresh_token && (await tokensFor({ grant_type: 'refresh_token', refresh_token }));
    sessions.delete(name);
    if (!tokens) return undefined;
    sessions.set(name, await sessionOf(tokens));
    return sessions.get(name);
  };

  const server = createServer(async (request, response) => {
    try {
      const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
      if (url.pathname === '/oauth2/idpresponse') return await takeCode(request, response, url.searchParams);
      const name = new RegExp(`${cookieName}=([\\w-]+)`).exec(request.headers.cookie ?? '')?.[1] ?? '';
      const before = sessions.get(name)?.tokens.access_token;
      const session = await renewed(name, url.pathname === '/refresh');
      if (session === undefined) return authenticate(request, response);
      const { claims: userinfo, tokens } = session;
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          sub: userinfo['sub'],
          tenant: userinfo['tenant'],
          page: request.url,
          idToken: tokens.id_token,
          accessToken: tokens.access_token,
          refreshToken: tokens.refresh_token,
          refreshed: before !== undefined && before !== tokens.access_token,
          userinfo,
        }),
      );
    } catch (error) {
      response.writeHead(561).end(String(error));
    }
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    faults: () => '',
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
