import type { Server } from 'node:http';
import { endWithNpm } from './end-with-npm.ts';

/** How long requests that are under way may take to end, in milliseconds. */
const patienceMillis = 2_000;

/**
 * Ends the process with exit code 0 at Ctrl+C (SIGINT), at SIGTERM and with its `npm start`: it
 * accepts no new requests and answers those under way. A second signal ends it at once.
 */
export function endAtSignal(server: Server): void {
  const end = () => {
    server.close(() => process.exit(0));
    setTimeout(() => process.exit(0), patienceMillis);
  };
  process.once('SIGINT', end).once('SIGTERM', end);
  endWithNpm(end);
}
