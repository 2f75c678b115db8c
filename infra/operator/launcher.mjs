#!/usr/bin/env node
/*
 * `npx latchkey`: runs the command by the Node 24 of the packages, whichever Node npx was started by. TypeScript needs
 * no build there. Exit code, standard streams and Ctrl-C are those of the command.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const entry = new URL('./latchkey.ts', import.meta.url);

/** Node strips types without a warning from this version on. */
const [major = 0] = process.versions.node.split('.').map(Number);

if (major >= 24) await import(entry.href);
else process.exitCode = await runBy(packagedNode());

/** The Node that `npm ci` has installed for this machine, or undefined. */
function packagedNode() {
  const { resolve } = createRequire(import.meta.url);
  const { platform, arch } = process;
  const isWindows = platform === 'win32';
  const machine = `${isWindows ? 'win' : platform}-${arch}`;
  for (const name of [`node-${machine}`, `node-bin-${machine}`]) {
    try {
      const path = join(dirname(resolve(`${name}/package.json`)), 'bin', isWindows ? 'node.exe' : 'node');
      if (existsSync(path)) return path;
    } catch {
      // Not installed: the next.
    }
  }
  return undefined;
}

async function runBy(node) {
  if (node === undefined) {
    process.stderr.write(
      'latchkey: It needs Node 24, which the packages bring. Run npm ci in its folder first.\n',
    );
    return 2;
  }
  const child = spawn(node, [fileURLToPath(entry), ...process.argv.slice(2)], { stdio: 'inherit' });
  // The terminal sends Ctrl-C to both: the command decides when it ends.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.once('error', (error) => {
      process.stderr.write(`latchkey: ${error.message}\n`);
      resolve(1);
    });
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}
