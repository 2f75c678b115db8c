import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { appsOf } from '../../shared/apps/apps.ts';
import { profilesVariable } from '../../shared/apps/profiles-file.ts';
import type { Site } from '../../shared/apps/site.ts';
import { sitesVariable, writeSites } from '../../shared/apps/sites-variable.ts';
import { localDirectoryVariable } from '../../shared/federation-metadata/metadata-host.ts';
import { keyVariables } from '../../shared/keys/key-ids.ts';
import { localTableNames } from '../../shared/store/tables.ts';
import { appProfiles } from '../apps/app-profiles.ts';
import { readApplicationOrigin } from './application-option.ts';
import type { ApplicationProxy } from './application-proxy.ts';
import type { DemoClient } from './demo-clients.ts';
import { localAwsEnvironment, startEmbeddedDynamoDb } from './embedded-dynamodb.ts';
import { localKeyIds } from './embedded-kms.ts';
import { endAtSignal } from './end-at-signal.ts';
import { entraHost } from './entra/origin.ts';
import { requireFreePorts } from './free-ports.ts';
import { listen } from './listen.ts';
import { writeLocalProfiles } from './profiles.ts';
import { createRouter, isForApplication, type Listener } from './router.ts';
import { recordRunning } from './running-record.ts';
import { type LocalSettings, readLocalSettings } from './settings.ts';
import { localSites } from './sites.ts';
import { whatToOpen, writesColour } from './what-to-open.ts';

/** How long a request may take to arrive whole, in milliseconds: as long as API Gateway waits at most. */
const requestTimeoutMillis = 30_000;

/** The same with an application of the vendor's own, whose uploads no API Gateway limits; Node's default. */
const applicationTimeoutMillis = 300_000;

/** `npm start`: the whole product on one machine, in one process, on loopback alone. */
async function start(settings: LocalSettings, application: URL | undefined): Promise<void> {
  const profiles = appProfiles();
  const sites = localSites(settings.port, profiles);
  Object.assign(process.env, localAwsEnvironment(settings.dynamoDbPort), {
    TENANTS_TABLE: localTableNames.tenants,
    FLOWS_TABLE: localTableNames.flows,
    [sitesVariable]: writeSites(sites),
    [profilesVariable]: writeLocalProfiles(profiles),
    ...(settings.demo ? { [localDirectoryVariable]: `${entraHost}:${settings.port}` } : {}),
    [keyVariables.decryption]: localKeyIds.decryption,
    [keyVariables.requestSigning]: localKeyIds.requestSigning,
    [keyVariables.tokenSigning]: localKeyIds.tokenSigning,
  });
  // Requests that arrive during the start wait for its end.
  const ready = Promise.withResolvers<Listener>();
  const server = createServer(
    { requestTimeout: application === undefined ? requestTimeoutMillis : applicationTimeoutMillis },
    (request, response) => void answer(ready.promise, request, response),
  );
  await requireFreePorts(settings);
  await listen(server, settings.port, 'PORT');
  endAtSignal(server);
  await startEmbeddedDynamoDb(settings.dynamoDbPort);
  const [
    { loadHandlers },
    { createVendorApplication },
    { sessionLookup },
    { repeatRefresh: keepWatch },
    { repeatAnnouncements },
    { createLocalHome },
  ] = await Promise.all([
    import('./handlers.ts'),
    import('./vendor-application.ts'),
    import('./session-lookup.ts'),
    import('./repeat-refresh.ts'),
    import('./repeat-announcements.ts'),
    import('./local-home.ts'),
  ]);
  const handlers = await loadHandlers();
  const proxy = application && (await proxyTo(application, server, sites));
  const demo = settings.demo ? await startDemo(settings.port, sites) : undefined;
  const router = createRouter({
    sites,
    handlers,
    vendorApplication:
      proxy?.answer ?? createVendorApplication({ sites, fetchSession: sessionLookup(handlers.session) }),
    localHome: createLocalHome(settings, sites),
    simulatedEntra: demo?.simulatedEntra,
  });
  ready.resolve(router);
  recordRunning(settings);
  keepWatch(appsOf(sites));
  repeatAnnouncements(appsOf(sites));
  process.stdout.write(whatToOpen(settings, sites, writesColour(process.stdout), application, demo?.clients));
}

async function answer(
  ready: Promise<Listener>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    await (await ready)(request, response);
  } catch (error) {
    // The client closed the connection during its request and expects no answer: no error.
    if (!request.complete) return void response.destroy();
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
    response.end('{"message":"Internal Server Error"}');
  }
}

/** One front, as in production: Latchkey's paths to Latchkey, everything else to the application, WebSockets too. */
async function proxyTo(application: URL, server: Server, sites: readonly Site[]): Promise<ApplicationProxy> {
  const { createApplicationProxy } = await import('./application-proxy.ts');
  const proxy = createApplicationProxy(application);
  server.on('upgrade', (request, socket, head) => {
    if (isForApplication(sites, request)) proxy.upgrade(request, socket, head);
    else socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
  });
  return proxy;
}

async function startDemo(
  port: number,
  sites: readonly Site[],
): Promise<{ readonly simulatedEntra: Listener; readonly clients: readonly DemoClient[] }> {
  const [{ createEnterpriseApplications }, { createSimulatedEntra }, { seedDemo }, { seedDemoClients }] =
    await Promise.all([
      import('./entra/enterprise-application.ts'),
      import('./entra/simulated-entra.ts'),
      import('./demo.ts'),
      import('./demo-clients.ts'),
    ]);
  const applications = await createEnterpriseApplications({ port, sites });
  await seedDemo(applications, appsOf(sites), new Date());
  return {
    simulatedEntra: createSimulatedEntra({ port, applications }),
    clients: await seedDemoClients(sites, new Date()),
  };
}

try {
  const settings = readLocalSettings(process.env);
  await start(settings, readApplicationOrigin(process.argv.slice(2), settings));
} catch (error) {
  process.stderr.write(`latchkey: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
