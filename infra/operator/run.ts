import { CommanderError } from 'commander';
import { CommandFailed } from './command-result.ts';
import { explainFailure } from './explain-failure.ts';
import { errorPrefix, OperatorError } from './operator-error.ts';
import { createProgram, loadEveryCommand } from './program.ts';
import type { Terminal } from './terminal.ts';

/**
 * Runs the latchkey command and returns its exit code: 0 done, 1 refused or failed, 2 for an invalid command line or
 * environment. With `--json` it prints one JSON document, `{"error": {code, message, next}}` if the command failed.
 */
export async function runLatchkey(args: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  // From the words and not from the parser: it may be the parser that fails.
  const json = args.includes('--json');
  try {
    const program = createProgram(terminal, { isJson: json });
    // `latchkey help tenant` shows a group without running it.
    if (args.includes('help')) await loadEveryCommand(program, terminal);
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (failure) {
    if (failure instanceof CommanderError && failure.exitCode === 0) return 0;
    if (failure instanceof CommandFailed) return 1;
    const error =
      failure instanceof CommanderError
        ? wrongUsage(failure)
        : explainFailure(failure, { isLocal: args.includes('--local') });
    const { code, message, next } = error;
    if (json) terminal.write(`${JSON.stringify({ error: { code, message, next } })}\n`);
    // The parser has already printed its own errors.
    else if (!(failure instanceof CommanderError)) {
      const { layOut } = await import('./layout/lay-out.ts');
      const text = [`${errorPrefix}${message}`, ...next].join('\n');
      terminal.writeError(`${layOut(text, terminal.columns)}\n`);
    }
    return error.exitCode;
  }
}

function wrongUsage({ code, message }: CommanderError): OperatorError {
  const text =
    code === 'commander.help' ? 'No command given. List them with --help.' : message.replace(/^error: /, '');
  return new OperatorError('usage', text);
}
