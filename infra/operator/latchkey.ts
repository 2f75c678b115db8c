#!/usr/bin/env node
import { runLatchkey } from './run.ts';
import { processTerminal } from './terminal.ts';

process.exitCode = await runLatchkey(process.argv.slice(2), processTerminal());
