import { createServer } from 'node:net';
import { loopback } from './listen.ts';
import { runningInstances } from './running-record.ts';
import type { LocalSettings } from './settings.ts';

/** How many ports above a busy one are tried. */
const triedPorts = 50;

/**
 * Returns where both ports are free.
 * @throws Error with one line that names who has a busy one, where that is known, and the whole command with free ports
 */
export async function requireFreePorts({ port, dynamoDbPort }: LocalSettings): Promise<void> {
  const [free, freeDynamoDb] = [await freePortFrom(port, []), await freePortFrom(dynamoDbPort, [])];
  const busy = [port, dynamoDbPort].find((each, index) => each !== [free, freeDynamoDb][index]);
  if (busy === undefined) return;
  const other = await freePortFrom(dynamoDbPort, [free ?? port]);
  const variables = [
    ...(free === undefined || free === port ? [] : [`PORT=${free}`]),
    ...(other === undefined || other === dynamoDbPort ? [] : [`DYNAMODB_PORT=${other}`]),
  ];
  const isOurs = runningInstances().some((each) => each.port === busy || each.dynamoDbPort === busy);
  const owner = isOurs ? 'another npm start' : 'another program';
  throw new Error(`Port ${busy} is in use by ${owner}. Free ones: ${variables.join(' ')} npm start`);
}

/** The first free port from `first` on that is not among `taken`; undefined where there is none near. */
async function freePortFrom(first: number, taken: readonly number[]): Promise<number | undefined> {
  for (let port = first; port < first + triedPorts && port <= 65_535; port += 1) {
    if (!taken.includes(port) && (await isFree(port))) return port;
  }
  return undefined;
}

/** Whether a server could listen there; a port that needs more rights counts as free, for {@link listen} to say so. */
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'EADDRINUSE'));
    server.listen(port, loopback, () => server.close(() => resolve(true)));
  });
}
