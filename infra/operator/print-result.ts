import type { CommandResult } from './command-result.ts';
import { CommandFailed } from './command-result.ts';
import type { Terminal } from './terminal.ts';

/**
 * Prints the result of a command: text laid out for the terminal with warnings on stderr, or one JSON document with them
 * in it. `more` are further fields of the document.
 * @throws CommandFailed after a result with `hasFailed`
 */
export async function printResult(
  terminal: Terminal,
  json: boolean,
  { text, json: fields, warnings = [], hasFailed = false }: CommandResult,
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  if (json) {
    const document = { ...fields, ...more, ...(warnings.length === 0 ? {} : { warnings }) };
    terminal.write(`${JSON.stringify(document)}\n`);
  } else {
    const { layOut } = await import('./layout/lay-out.ts');
    terminal.write(`${layOut(text, terminal.columns)}\n`);
    for (const { message } of warnings) {
      terminal.writeError(`${layOut(`Warning: ${message}`, terminal.columns)}\n`);
    }
  }
  if (hasFailed) throw new CommandFailed();
}
