#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// In the folder of the installation, which only its owner writes: another user could fill a cache in a shared folder.
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/latchkey', import.meta.url)));

// `latchkey flow list | head` closes the pipe early: that is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
// Imported later than the cache is enabled.
const [{ runLatchkey }, { processTerminal }] = await Promise.all([
  import('./run.ts'),
  import('./terminal.ts'),
]);
process.exitCode = await runLatchkey(process.argv.slice(2), processTerminal());
