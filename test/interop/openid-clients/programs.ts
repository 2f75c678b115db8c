import { fileURLToPath } from 'node:url';
import { debianPython } from '../../set-up/program-list.ts';
import { authJs } from './auth-js.ts';
import { loadBalancer } from './aws/load-balancer.ts';
import { apache } from './start-apache.ts';
import { type RunningProgram, startProgram } from './start-program.ts';
import type { Visited, Visitor } from './visitor.ts';

/** What a program is told. */
export interface ProgramSettings {
  readonly issuer: string;
  readonly client: { readonly id: string; readonly secret: string };
  readonly origin: string;
  readonly port: number;
  readonly tenant: string;
}

/** A foreign client, and how a test reaches its pages. */
export interface ForeignClient {
  readonly name: string;
  readonly start: (settings: ProgramSettings) => Promise<RunningProgram>;
  /** The origin at which people of a tenant open it. */
  readonly originOf: (port: number, tenant: string) => string;
  /** What is registered for it, below its origin or with `{tenant}`. */
  readonly redirectUri: (port: number) => string;
  /** Opens a page without a session. Default: the page itself leads to sign-in. */
  readonly open?: (visitor: Visitor, url: string) => Promise<Visited>;
  /** Has its tokens refreshed; whether it got others. Undefined: it knows no refresh. */
  readonly refresh?: (visitor: Visitor, origin: string, before: Said) => Promise<boolean>;
  /** Leads to the provider's end of the session. Undefined: it knows no sign-out by the provider. */
  readonly signOutPath?: string;
}

/** What a page of the application says. */
export interface Said {
  readonly sub: string;
  readonly tenant: string;
  readonly page: string;
  readonly accessToken?: string;
  readonly refreshToken?: string;
  readonly idToken?: string;
}

const environmentOf = ({ issuer, client, origin, port, tenant }: ProgramSettings) => ({
  ISSUER: issuer,
  CLIENT_ID: client.id,
  CLIENT_SECRET: client.secret,
  APP_URL: origin,
  PORT: `${port}`,
  TENANT: tenant,
  SESSION_SECRET: 'a-secret-of-the-test-of-32-letters',
});

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

const root = fileURLToPath(new URL('../../../', import.meta.url));

const inNodeFrom = (path: string) => (settings: ProgramSettings) =>
  startProgram(
    [process.execPath, '--import', here('programs/loopback-names.mjs'), `${root}${path}`],
    settings.port,
    environmentOf(settings),
  );

const inNode = (name: string) => inNodeFrom(`test/interop/openid-clients/programs/${name}.mjs`);

const inPython = (module: string, folder: string) => (settings: ProgramSettings) =>
  startProgram(
    [debianPython, '-m', 'uvicorn', `${module}:app`, '--host', '127.0.0.1', '--port', `${settings.port}`],
    settings.port,
    { ...environmentOf(settings), PYTHONPATH: here('programs/python'), PYTHONDONTWRITEBYTECODE: '1' },
    `${root}${folder}`,
  );

const atLoopback = {
  originOf: (port: number) => `http://127.0.0.1:${port}`,
  redirectUri: (port: number) => `http://127.0.0.1:${port}/callback`,
};

const byPage = async (visitor: Visitor, origin: string, { sub }: Said) => {
  const { body } = await visitor.open(`${origin}/refresh`);
  const { refreshed, userinfo } = JSON.parse(body);
  return refreshed === true && userinfo.sub === sub;
};

/** Everything that signs people in at the provider: none of it is written here but the few lines that use it. */
export const foreignClients: readonly ForeignClient[] = [
  ...['openid-client', 'express-openid-connect', 'passport-openidconnect'].map((name) => ({
    ...atLoopback,
    name,
    start: inNode(name),
    refresh: byPage,
    signOutPath: '/sign-out',
  })),
  {
    ...atLoopback,
    ...authJs('/auth'),
    name: '@auth/express',
    start: inNode('auth-express'),
    redirectUri: (port) => `http://127.0.0.1:${port}/auth/callback/latchkey`,
    signOutPath: '/sign-out',
  },
  {
    ...atLoopback,
    name: 'the example for Next.js with Auth.js',
    start: inNode('nextjs-example'),
    open: authJs('/api/auth').open,
    redirectUri: (port) => `http://127.0.0.1:${port}/api/auth/callback/latchkey`,
  },
  {
    ...atLoopback,
    name: 'the example for Express with openid-client',
    start: inNodeFrom('docs/examples/express-openid.mjs'),
  },
  {
    ...atLoopback,
    name: 'the example for FastAPI with Authlib',
    start: inPython('fastapi_app', 'docs/examples'),
  },
  {
    ...atLoopback,
    name: 'Authlib',
    start: inPython('authlib_client', 'test/interop/openid-clients/programs/python'),
    refresh: byPage,
    signOutPath: '/sign-out',
  },
  {
    ...atLoopback,
    name: 'mod_auth_openidc',
    start: apache,
    async refresh(visitor, origin, { accessToken = '' }) {
      const query = new URLSearchParams({ refresh: `${origin}/again`, access_token: accessToken });
      const { body } = await visitor.open(`${origin}/callback?${query}`);
      return JSON.parse(body).accessToken !== accessToken;
    },
    signOutPath: '/sign-out',
  },
  {
    name: 'a load balancer as AWS describes it',
    start: loadBalancer,
    originOf: (port, tenant) => `http://${tenant}.board.localhost:${port}`,
    redirectUri: (port) => `http://{tenant}.board.localhost:${port}/oauth2/idpresponse`,
    refresh: byPage,
  },
];
