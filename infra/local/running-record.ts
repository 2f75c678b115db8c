import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';

/*
 * Where a running `npm start` listens, for the command beside it: `--local` needs no variables, and prints addresses with
 * the PORT of that very instance.
 */

const folder = new URL('../../node_modules/.cache/latchkey/', import.meta.url);
const recordOf = (dynamoDbPort: number) => new URL(`local-${dynamoDbPort}.json`, folder);

const schema = v.object({ port: v.pipe(v.number(), v.integer()), pid: v.pipe(v.number(), v.integer()) });

/** Writes where this process listens until it ends. A folder that cannot be written costs the record alone. */
export function recordRunning({
  port,
  dynamoDbPort,
}: {
  readonly port: number;
  readonly dynamoDbPort: number;
}) {
  const record = recordOf(dynamoDbPort);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(record, JSON.stringify({ port, pid: process.pid }));
    process.once('exit', () => rmSync(record, { force: true }));
  } catch {
    // The command falls back on PORT.
  }
}

/** A running `npm start`. */
export interface RunningInstance {
  readonly port: number;
  readonly dynamoDbPort: number;
}

/** Returns every running `npm start` of this folder that said where it listens, by its DynamoDB's port. */
export function runningInstances(): readonly RunningInstance[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  const ports = names.map((name) => Number(/^local-(\d+)\.json$/.exec(name)?.[1])).filter(Number.isInteger);
  return ports
    .sort((one, other) => one - other)
    .flatMap((dynamoDbPort) => {
      const port = runningPort(dynamoDbPort);
      return port === undefined ? [] : [{ port, dynamoDbPort }];
    });
}

/** Returns the PORT of the `npm start` whose DynamoDB listens there; undefined where none runs that said so. */
export function runningPort(dynamoDbPort: number): number | undefined {
  try {
    const { port, pid } = v.parse(schema, JSON.parse(readFileSync(recordOf(dynamoDbPort), 'utf8')));
    return isRunning(pid) ? port : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the process is there: one that was killed leaves its record behind. */
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Another user's process may not be signalled, and runs.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
