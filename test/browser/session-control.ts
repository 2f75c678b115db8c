import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext } from 'playwright-core';

/** What a proxy tells the application of the page that sent a form: no one documents it of Microsoft's. */
export type SenderHeaders = 'as-sent' | 'renamed-back' | 'without-fetch-metadata';

/** A reverse proxy that renames hosts, as session control of Defender for Cloud Apps does. */
export interface SessionControl {
  /** The name of an origin behind it: `http://acme.timetrack.localhost.mcas.localhost:<port>`. */
  renamed(url: string): string;
  /** Lets the directory post its answers to the renamed hosts, in this browser. */
  control(context: BrowserContext): Promise<void>;
  stop(): Promise<void>;
}

const suffix = '.mcas.localhost';
const appHosts = String.raw`((?:[a-z0-9-]+\.)?(?:timetrack|trakstar)\.localhost)`;

/**
 * Starts the proxy in front of a local run. It renames the apps' hosts in addresses, pages and redirects, and hands cookies
 * on as they are. The directory keeps its name; it is asked through the proxy, which renames where it posts to.
 * @see https://learn.microsoft.com/en-us/defender-cloud-apps/proxy-intro-aad
 */
export async function startSessionControl(
  port: number,
  senderHeaders: () => SenderHeaders,
): Promise<SessionControl> {
  const server = createServer((asked, answer) => {
    const { port: own } = server.address() as AddressInfo;
    forward({ asked, answer, port, own, senderHeaders: senderHeaders() });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: own } = server.address() as AddressInfo;
  return {
    renamed: (url) => rename(url, port, own),
    async control(context) {
      await context.route(`http://entra.localhost:${port}/**`, (route) =>
        route.continue({ url: route.request().url().replace(`:${port}/`, `:${own}/`) }),
      );
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function rename(text: string, port: number, own: number): string {
  return text.replaceAll(new RegExp(`//${appHosts}:${port}(?!\\d)`, 'g'), `//$1${suffix}:${own}`);
}

/** A redirect to the directory stays with the proxy, which a browser test cannot intercept. */
function renameAll(location: string, port: number, own: number): string {
  return rename(location, port, own).replace(`//entra.localhost:${port}/`, `//entra.localhost:${own}/`);
}

interface Forwarded {
  readonly asked: IncomingMessage;
  readonly answer: ServerResponse;
  readonly port: number;
  readonly own: number;
  readonly senderHeaders: SenderHeaders;
}

function forward({ asked, answer, port, own, senderHeaders }: Forwarded): void {
  const renamedBack = (text: string) => text.replaceAll(`${suffix}:${own}`, `:${port}`);
  const host = renamedBack(asked.headers.host ?? '').replace(/:\d+$/, `:${port}`);
  const sent = request(
    {
      host: '127.0.0.1',
      port,
      path: asked.url,
      method: asked.method,
      headers: {
        ...headersFor(asked.headers, senderHeaders, renamedBack),
        host,
        'accept-encoding': 'identity',
      },
    },
    async (received) => {
      const body = Buffer.concat(await received.toArray());
      const isText = /^(?:text|application\/json)/.test(received.headers['content-type'] ?? '');
      const { location } = received.headers;
      for (const [name, value] of Object.entries(received.headersDistinct)) {
        if (value !== undefined && name !== 'content-length') answer.setHeader(name, value);
      }
      // The browser fetches only some of the directory's pages by way of the proxy.
      if (host.startsWith('entra.')) answer.removeHeader('content-security-policy');
      if (location !== undefined) answer.setHeader('location', renameAll(location, port, own));
      answer.writeHead(received.statusCode ?? 502);
      answer.end(isText ? rename(body.toString(), port, own) : body);
    },
  );
  sent.on('error', () => answer.destroy());
  asked.pipe(sent);
}

function headersFor(
  headers: IncomingHttpHeaders,
  senderHeaders: SenderHeaders,
  renamedBack: (text: string) => string,
): IncomingHttpHeaders {
  if (senderHeaders === 'as-sent') return headers;
  const { origin, referer } = headers;
  const sender = {
    ...(origin === undefined ? {} : { origin: renamedBack(origin) }),
    ...(referer === undefined ? {} : { referer: renamedBack(referer) }),
  };
  const kept =
    senderHeaders === 'renamed-back'
      ? Object.entries(headers)
      : Object.entries(headers).filter(([name]) => !name.startsWith('sec-fetch-'));
  return { ...Object.fromEntries(kept), ...sender };
}
