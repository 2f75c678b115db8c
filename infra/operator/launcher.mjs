#!/usr/bin/env node
/*
 * Starts `npx latchkey`. Where npx runs an older Node, starts the packaged Node 24, which runs TypeScript without a
 * build. Passes on the exit code, the standard streams and Ctrl-C.
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

/** Returns the path of the Node that `npm ci` installed for this machine, or undefined where there is none. */
function packagedNode() {
  const { resolve } = createRequire(import.meta.url);
  const { platform, arch } = process;
  const isWindows = platform === 'win32';
  try {
    const manifest = resolve(`node-${isWindows ? 'win' : platform}-${arch}/package.json`);
    const path = join(dirname(manifest), 'bin', isWindows ? 'node.exe' : 'node');
    return existsSync(path) ? path : undefined;
  } catch {
    // npm publishes no package for this platform, or `npm ci` has not run.
    return undefined;
  }
}

async function runBy(node) {
  if (node === undefined) {
    process.stderr.write(
      'latchkey: Node 24 is missing. Run npm ci in the folder of Latchkey; on macOS, run nvm install there first.\n',
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
