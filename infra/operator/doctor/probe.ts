import type { X509Certificate } from 'node:crypto';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { connect, TLSSocket } from 'node:tls';

/** The answer to a probe. */
export interface ProbeResult {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Undefined over plain http. */
  readonly tls: TlsFacts | undefined;
  /** When the request was sent, and when the answer began. */
  readonly askedAt: Date;
  readonly answeredAt: Date;
}

/** The TLS protocol and certificate of a connection. */
export interface TlsFacts {
  /** `TLSv1.3`. */
  readonly protocol: string;
  readonly certificate: X509Certificate | undefined;
  /** OpenSSL's or Node's code for why the certificate is not trusted; undefined where it is. */
  readonly refusal: string | undefined;
}

const timeoutMilliseconds = 10_000;
const maximumBodyBytes = 1_000_000;

/**
 * Returns the host to connect to: browsers resolve every `*.localhost` to this machine; the resolver of the system may
 * not.
 */
export function connectableHost({ hostname }: URL): string {
  return hostname === 'localhost' || hostname.endsWith('.localhost') ? '127.0.0.1' : hostname;
}

/**
 * Asks with HEAD and follows one redirect that repeats the request (307), within the host. Returns the last status.
 * @throws Error as {@link probe}
 */
export async function probeAsBrowser(url: URL, clock: () => Date): Promise<number> {
  const { status, headers } = await probe(url, clock, 'HEAD');
  const next = status === 307 ? new URL(headers.location ?? '', url) : undefined;
  return next?.origin === url.origin ? (await probe(next, clock, 'HEAD')).status : status;
}

/**
 * Sends a request as a browser would, without following redirects. An untrusted certificate is reported, not refused.
 * @throws Error where there is no answer within ten seconds
 */
export function probe(url: URL, clock: () => Date, method: 'GET' | 'HEAD' = 'GET'): Promise<ProbeResult> {
  const askedAt = clock();
  const secure = url.protocol === 'https:';
  const options: RequestOptions = {
    method,
    host: connectableHost(url),
    port: url.port,
    path: `${url.pathname}${url.search}`,
    headers: { host: url.host, accept: '*/*', 'user-agent': 'latchkey-doctor' },
    agent: false,
    timeout: timeoutMilliseconds,
    ...(secure ? { servername: url.hostname, rejectUnauthorized: false } : {}),
  };
  return new Promise((resolve, reject) => {
    const asked = (secure ? httpsRequest : httpRequest)(options, (answer) => {
      const answeredAt = clock();
      const tls = answer.socket instanceof TLSSocket ? factsOf(answer.socket) : undefined;
      let body = '';
      answer.setEncoding('utf8').on('data', (text: string) => {
        body += text;
        if (body.length > maximumBodyBytes) asked.destroy(new Error('The answer is too long'));
      });
      answer.once('error', reject).once('end', () => {
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body, tls, askedAt, answeredAt });
      });
    });
    asked.once('timeout', () => asked.destroy(Object.assign(new Error('No answer'), { code: 'ETIMEDOUT' })));
    asked.once('error', reject).end();
  });
}

function factsOf(socket: TLSSocket): TlsFacts {
  const { authorizationError: error } = socket;
  return {
    protocol: socket.getProtocol() ?? 'none',
    certificate: socket.getPeerX509Certificate(),
    refusal: error ? String(error instanceof Error ? error.message : error) : undefined,
  };
}

/** Returns whether a host still accepts TLS 1.0 or 1.1. */
export function speaksOldTls(url: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({
      host: connectableHost(url),
      port: Number(url.port || 443),
      servername: url.hostname,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      // OpenSSL supports them only at its lowest security level.
      ciphers: 'DEFAULT:@SECLEVEL=0',
      rejectUnauthorized: false,
      timeout: timeoutMilliseconds,
    });
    const settle = (speaks: boolean) => {
      socket.destroy();
      resolve(speaks);
    };
    socket.once('secureConnect', () => settle(true));
    socket.once('error', () => settle(false)).once('timeout', () => settle(false));
  });
}
