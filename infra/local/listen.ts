import type { Server } from 'node:net';

/** The only address that anything here ever listens on. */
export const loopback = '127.0.0.1';

/** Starts `server` on a loopback port. @throws Error with one line that says what to do about a busy port */
export function listen(server: Server, port: number, variable: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE' ? 'is in use by another program' : `cannot be used (${error.code})`;
      const other = port < 65_535 ? port + 1 : port - 1;
      reject(
        new Error(`Port ${port} ${reason}. Set ${variable} to a free one: ${variable}=${other} npm start`),
      );
    });
    server.listen(port, loopback, resolve);
  });
}
