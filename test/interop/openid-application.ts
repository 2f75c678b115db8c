import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import * as v from 'valibot';
import { dial } from '../local/dial.ts';

/** What the provider knows of the application, and where the provider is. */
export interface OpenIdSettings {
  readonly issuer: string;
  readonly tenant: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A running application with sessions of its own, whose people the provider signs in. */
export interface OpenIdApplication {
  readonly origin: string;
  stop(): void;
}

const tokens = v.object({ id_token: v.string(), refresh_token: v.string() });
type Tokens = v.InferOutput<typeof tokens>;

const discovery = v.object({
  authorization_endpoint: v.string(),
  token_endpoint: v.string(),
  end_session_endpoint: v.string(),
});

/**
 * Starts an application at 127.0.0.1, which is another site than every host of the provider. It has nothing but pages:
 * `/` refreshes its tokens and says "Reports", or signs the person in; `/sign-out` ends the session at the provider too
 * and comes back to `/signed-out`. What the application does with its tokens is what any client does.
 */
export function startOpenIdApplication(port: number, settings: OpenIdSettings): OpenIdApplication {
  const origin = `http://127.0.0.1:${port}`;
  // Cookies know no port: two applications of one browser need two names.
  const cookieName = `reports-${port}`;
  const sessions = new Map<string, Tokens>();
  const verifiers = new Map<string, string>();
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    });
  });
  server.listen(port, '127.0.0.1');
  return { origin, stop: () => server.close() };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', origin);
    const id = new RegExp(`${cookieName}=(\\w+)`).exec(request.headers.cookie ?? '')?.[1] ?? '';
    if (url.pathname === '/callback') return finish(url, response);
    if (url.pathname === '/signed-out') return show(response, 'Signed out of Reports');
    if (url.pathname === '/sign-out') return signOut(id, response);
    const session = sessions.get(id);
    const refreshed =
      session && (await redeem({ grant_type: 'refresh_token', refresh_token: session.refresh_token }));
    if (refreshed === undefined) {
      sessions.delete(id);
      return begin(response);
    }
    sessions.set(id, refreshed);
    return show(response, 'Reports');
  }

  async function begin(response: ServerResponse): Promise<void> {
    const state = randomBytes(16).toString('hex');
    const verifier = randomBytes(32).toString('base64url');
    verifiers.set(state, verifier);
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: settings.clientId,
      redirect_uri: `${origin}/callback`,
      scope: 'openid profile',
      tenant: settings.tenant,
      state,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    });
    redirect(response, `${(await endpoints()).authorization_endpoint}?${query}`);
  }

  async function finish({ searchParams }: URL, response: ServerResponse): Promise<void> {
    const got = await redeem({
      grant_type: 'authorization_code',
      code: searchParams.get('code') ?? '',
      redirect_uri: `${origin}/callback`,
      code_verifier: verifiers.get(searchParams.get('state') ?? '') ?? '',
    });
    if (got === undefined) return show(response, `Not signed in: ${searchParams}`);
    const id = randomBytes(16).toString('hex');
    sessions.set(id, got);
    response.setHeader('set-cookie', `${cookieName}=${id}; HttpOnly; SameSite=Lax; Path=/`);
    redirect(response, '/');
  }

  async function signOut(id: string, response: ServerResponse): Promise<void> {
    const session = sessions.get(id);
    sessions.delete(id);
    const query = new URLSearchParams({
      ...(session === undefined ? {} : { id_token_hint: session.id_token }),
      client_id: settings.clientId,
      post_logout_redirect_uri: `${origin}/signed-out`,
    });
    redirect(response, `${(await endpoints()).end_session_endpoint}?${query}`);
  }

  async function endpoints() {
    const { body } = await dial(`${settings.issuer}/.well-known/openid-configuration`);
    return v.parse(discovery, JSON.parse(body));
  }

  async function redeem(form: Readonly<Record<string, string>>): Promise<Tokens | undefined> {
    const { clientId, clientSecret } = settings;
    const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    const { status, body } = await dial((await endpoints()).token_endpoint, {
      form: `${new URLSearchParams(form)}`,
      headers: { authorization },
    });
    return status === 200 ? v.parse(tokens, JSON.parse(body)) : undefined;
  }
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(303, { location }).end();
}

function show(response: ServerResponse, heading: string): void {
  const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
  response
    .writeHead(200, headers)
    .end(`<!doctype html><title>Reports</title><link rel="icon" href="data:,"><h1>${heading}</h1>`);
}
