#!/usr/bin/env node
import { runLatchkey } from './run.ts';
import { processTerminal } from './terminal.ts';

// `latchkey flow list | head` closes the pipe early: that is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
process.exitCode = await runLatchkey(process.argv.slice(2), processTerminal());
