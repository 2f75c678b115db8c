import { CommanderError } from 'commander';
import { CommandFailed } from './command-result.ts';
import { explainFailure } from './explain-failure.ts';
import { requireAllOptions } from './npm-options.ts';
import { OperatorError } from './operator-error.ts';
import { createProgram } from './program.ts';
import type { Terminal } from './terminal.ts';

/**
 * The latchkey command. Ends with 0 where it did what it was asked to, 1 where it was refused or failed, 2
 * where the command line or the environment makes no sense. With `--json` stdout holds one JSON document,
 * `{"error": {code, message, next}}` where the command did not succeed.
 */
export async function runLatchkey(args: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  // Asked of the words, not of the parser: it may be the parser that refuses.
  const json = args.includes('--json');
  try {
    const program = createProgram(terminal, json);
    requireAllOptions(program, terminal.environment);
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (failure) {
    if (failure instanceof CommanderError && failure.exitCode === 0) return 0;
    if (failure instanceof CommandFailed) return 1;
    const error =
      failure instanceof CommanderError
        ? wrongUsage(failure)
        : explainFailure(failure, args.includes('--local'));
    const { code, message, next } = error;
    if (json) terminal.write(`${JSON.stringify({ error: { code, message, next } })}\n`);
    // The parser has written its own refusals already.
    else if (!(failure instanceof CommanderError))
      terminal.writeError([`latchkey: ${message}`, ...next, ''].join('\n'));
    return error.exitCode;
  }
}

function wrongUsage({ code, message }: CommanderError): OperatorError {
  const text =
    code === 'commander.help' ? 'Which command? --help lists them.' : message.replace(/^error: /, '');
  return new OperatorError('usage', text);
}
