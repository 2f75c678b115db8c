import type { Command } from 'commander';
import { defined } from '../../shared/objects/defined.ts';
import { type CommandContext, type GlobalOptions, openCommandContext } from './command-context.ts';
import { CommandFailed, type CommandResult } from './command-result.ts';
import type { Terminal } from './terminal.ts';

/** The commands that only read. Every other one first says which account and region of AWS it is about to change. */
const readers: ReadonlySet<string> = new Set(['list', 'show', 'history', 'explain', 'doctor', 'article']);

/** A command's work between its arguments and its report. @throws whatever `explainFailure` explains */
export type CommandAction = (context: CommandContext) => Promise<CommandResult>;

/**
 * Opens the command context that the options of `command` name, runs the action, and writes its result as they ask for
 * it.
 * @throws CommandFailed behind a report that is one
 */
export async function runCommand(terminal: Terminal, command: Command, act: CommandAction): Promise<void> {
  const context = await openCommandContext(command.optsWithGlobals<GlobalOptions>(), terminal);
  try {
    const place = readers.has(command.name()) ? undefined : await context.place();
    if (place !== undefined && !context.json) {
      terminal.writeError(`Stage ${place.stage}: account ${place.account}, region ${place.region}.\n`);
    }
    const { text, json, warnings = [], hasFailed = false } = await act(context);
    if (context.json) {
      const document = {
        ...json,
        ...defined({ place }),
        ...(warnings.length === 0 ? {} : { warnings }),
      };
      terminal.write(`${JSON.stringify(document)}\n`);
    } else {
      terminal.write(`${text}\n`);
      for (const { message } of warnings) terminal.writeError(`Warning: ${message}\n`);
    }
    if (hasFailed) throw new CommandFailed();
  } finally {
    context.close();
  }
}
