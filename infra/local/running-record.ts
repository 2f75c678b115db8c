import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';

/*
 * Where a running `npm start` listens, for the command beside it: `--local` reaches its tables by DYNAMODB_PORT, and
 * prints addresses with the PORT of that very instance, whatever the command's own shell says.
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

/** Returns the PORT of the `npm start` whose DynamoDB listens there; undefined where none runs that said so. */
export function runningPort(dynamoDbPort: number): number | undefined {
  try {
    const { port, pid } = v.parse(schema, JSON.parse(readFileSync(recordOf(dynamoDbPort), 'utf8')));
    // Throws where the process is gone: one that was killed leaves its record behind.
    process.kill(pid, 0);
    return port;
  } catch {
    return undefined;
  }
}
