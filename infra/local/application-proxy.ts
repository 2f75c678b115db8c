import type { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createProxyServer } from 'httpxy';
import type { Listener } from './router.ts';
import { unreachableApplicationPage, vendorPolicy } from './vendor-page.ts';

/** The vendor's own application behind the hosts of the local run. */
export interface ApplicationProxy {
  /** Answers a request with what the application answers. */
  readonly answer: Listener;
  /** Hands over a connection that is to become another protocol, such as a WebSocket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/**
 * Returns a proxy to the application at `origin`. It passes on what the browser sent, Host and cookies too, as the edge
 * does in production, and streams both bodies. While the application does not answer, a page says so (502).
 */
export function createApplicationProxy(origin: URL): ApplicationProxy {
  // `changeOrigin` stays off: the application sees the host that the person opened, as behind the edge.
  const proxy = createProxyServer({ target: origin.origin, xfwd: true });
  proxy.on('error', (error, _, answer) => {
    if (answer instanceof Socket) answer.destroy();
    else if (answer === undefined || answer.headersSent) answer?.destroy();
    else void sayUnreachable(answer, origin, error);
  });
  return {
    answer: (request, response) => proxy.web(request, response),
    upgrade: (request, socket, head) => {
      if (socket instanceof Socket) void proxy.ws(request, socket, {}, head);
      else socket.destroy();
    },
  };
}

async function sayUnreachable(response: ServerResponse, { origin }: URL, error: Error): Promise<void> {
  const code = 'code' in error ? ` (${String(error.code)})` : '';
  const page = await unreachableApplicationPage(
    'Your application does not answer',
    `Latchkey asked ${origin} for this page and got no answer${code}. Start your application there, then reload.`,
  );
  response.writeHead(502, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': vendorPolicy,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(page.toString());
}
