import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EndpointFunctionName } from '../../../functions/routes.ts';
import { profileOfDocument } from '../../../infra/apps/profile-of-document.ts';
import { createRouter } from '../../../infra/local/router.ts';
import { localSites } from '../../../infra/local/sites.ts';
import { documentOfAnswers } from '../../../infra/operator/app/new/document-of-answers.ts';
import type { LambdaHandler } from '../../../shared/endpoint/endpoint.ts';
import { dial } from '../../local/dial.ts';

/** An application whose metadata is at `/{tenant}`: any path with one part. */
const wide = profileOfDocument(
  documentOfAnswers({
    id: 'wide',
    name: 'Wide',
    replyUrls: 'https://wide.example/saml/{tenant}',
    identifier: 'https://wide.example/{tenant}',
    signOnUrl: 'https://wide.example/saml/{tenant}/start',
    initiatedBy: 'sp',
    landing: '/welcome',
    trust: 'certificate',
    support: 'support@wide.example',
  }),
  'wide.json',
);

/** Every function, which only says its name. */
const handlers = new Proxy({} as Readonly<Record<EndpointFunctionName, LambdaHandler>>, {
  get: (_, name) => async () => ({ statusCode: 200, headers: { 'x-function': String(name) } }),
});

describe('the local run of an application at /{tenant}', () => {
  let server: Server;
  let port: number;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const say = (name: string) => async () => void response.setHeader('x-function', name).end();
      const router = createRouter({
        sites: localSites(port, [wide]),
        handlers,
        vendorApplication: say('vendor'),
        localHome: say('home'),
        simulatedEntra: undefined,
      });
      void router(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it.each([
    ['/acme', 'metadata'],
    ['/welcome', 'welcome'],
    ['/session', 'session'],
    ['/saml/acme/logout', 'logout'],
    ['/reports/7', 'vendor'],
  ])('answers GET %s by %s: a fixed path comes before a variable one', async (path, expected) => {
    const { headers } = await dial(`http://wide.localhost:${port}${path}`);
    expect(headers['x-function']).toBe(expected);
  });
});
