import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';

/** Every address of this machine but 127.0.0.1, and one that only a listener on all addresses would answer at. */
export function otherAddresses(): readonly string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((all = []) => all);
  const own = addresses
    // A link-local address means nothing without its zone.
    .map(({ address, scopeid }) => (scopeid ? undefined : address))
    .filter((address) => address !== undefined && address !== '127.0.0.1');
  return [...new Set([...own, '::1', '127.0.0.2'])].filter((address) => address !== undefined);
}

/** Whether somebody answers at an address. */
export function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 500 });
    const end = (answered: boolean) => {
      socket.destroy();
      resolve(answered);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}

/** Where a process listens, `address:port` in hexadecimal as the kernel writes it; undefined where there is no /proc. */
export function listenersOf(pid: number): readonly string[] | undefined {
  if (process.platform !== 'linux') return undefined;
  const sockets = new Set(readdirSync(`/proc/${pid}/fd`).map((fd) => linkOf(`/proc/${pid}/fd/${fd}`)));
  return ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/${pid}/net/${table}`, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === listening && sockets.has(`socket:[${inode}]`))
      .map(([, local = '']) => local),
  );
}

/** TCP_LISTEN, proc_net_tcp(5). */
const listening = '0A';

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    // Closed between the two looks.
    return '';
  }
}
