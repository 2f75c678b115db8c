import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createPlainServer } from 'node:http';
import { createServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { tenantUrls } from '../../../../shared/apps/urls.ts';
import { securityHeaders } from '../../../../shared/http/security-headers.ts';
import { parseTenantId } from '../../../../shared/ids/tenant-id.ts';
import { spMetadata } from '../../../../shared/saml/outbound/sp-metadata.ts';
import { gallery } from '../../../fixtures/apps.ts';
import { selfSignedCertificate } from '../../../fixtures/certificate.ts';
import { secondsAfter } from '../../../fixtures/facts.ts';
import { signingKey } from '../../../fixtures/keys.ts';

/** What stands where TimeTrack should stand; what is left out is as it should be. */
export interface StandInChoices {
  /** Changes an answer before it is sent. */
  readonly answer?: (answer: StandInAnswer, path: string) => Partial<StandInAnswer>;
  /** `none`: plain http. */
  readonly tls?: 'none' | ServerOptions;
  readonly certificate?: {
    readonly host?: string;
    readonly endsInDays?: number;
    readonly isTrusted?: boolean;
  };
}

/** An answer before it is sent; a header that is undefined is left out. */
interface StandInAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** The tenant whose metadata the stand-in has. */
export const acme = parseTenantId('acme') as NonNullable<ReturnType<typeof parseTenantId>>;

const dayInSeconds = 86_400;
const { privateKey, publicKey } = signingKey({ name: 'web server' });

/** Runs `examine` while a stand-in of TimeTrack answers at an origin of this machine. */
export async function withStandIn<Result>(
  { answer = () => ({}), tls = {}, certificate = {} }: StandInChoices,
  examine: (origin: string) => Promise<Result>,
): Promise<Result> {
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    const origin = `${tls === 'none' ? 'http' : 'https'}://${request.headers.host?.replace(/^[^.]+/, '{tenant}')}`;
    const path = request.url ?? '/';
    const genuine = genuineAnswer(origin, path);
    const { status, body, headers } = { ...genuine, ...answer(genuine, path) };
    response.sendDate = false;
    for (const [name, value] of Object.entries(headers))
      if (value !== undefined) response.setHeader(name, value);
    response.writeHead(status).end(body);
  };
  const { host = '*.timetrack.localhost', endsInDays = 300, isTrusted = true } = certificate;
  const now = new Date();
  const x509 = selfSignedCertificate({
    privateKey,
    publicKey,
    commonName: host,
    notBefore: secondsAfter(now, -400 * dayInSeconds),
    notAfter: secondsAfter(now, endsInDays * dayInSeconds + 60),
    serialNumber: Buffer.from([1]),
  });
  const server =
    tls === 'none'
      ? createPlainServer(listener)
      : createServer(
          {
            key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
            cert: x509.toString(),
            ...tls,
          },
          listener,
        );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const before = getCACertificates('default');
  if (isTrusted) setDefaultCACertificates([...before, x509.toString()]);
  try {
    return await examine(`${tls === 'none' ? 'http' : 'https'}://{tenant}.timetrack.localhost:${port}`);
  } finally {
    setDefaultCACertificates(before);
    server.closeAllConnections();
    server.close();
  }
}

function genuineAnswer(origin: string, path: string): StandInAnswer {
  const headers = { ...securityHeaders('bare'), date: new Date().toUTCString() };
  if (path === '/healthz') return { status: 200, body: 'ok\n', headers };
  if (path === '/') return { status: 200, body: '', headers };
  const urls = tenantUrls({ app: gallery.timetrack, origin }, acme);
  return path === new URL(urls.metadataUrl).pathname
    ? { status: 200, body: spMetadata(urls), headers }
    : { status: 404, body: '', headers };
}
