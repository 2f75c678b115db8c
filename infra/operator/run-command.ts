import type { Command } from 'commander';
import { defined } from '../../shared/objects/defined.ts';
import type { CommandContext, GlobalOptions } from './command-context.ts';
import type { CommandResult } from './command-result.ts';
import type { Terminal } from './terminal.ts';

/** The commands that only read. Every other command first prints the AWS account and region that it changes. */
const readers: ReadonlySet<string> = new Set(['list', 'show', 'history', 'explain', 'doctor', 'article']);

/**
 * The work of a command, from its arguments to its result; undefined where it has written its result itself, page by
 * page. `explainFailure` turns what it throws into a message.
 */
export type CommandAction = (context: CommandContext) => Promise<CommandResult | undefined>;

/**
 * Opens the stores that the options of `command` select, runs the action and prints its result, as text or JSON.
 * @throws CommandFailed after a result with `hasFailed`; what the action throws
 */
export async function runCommand(terminal: Terminal, command: Command, act: CommandAction): Promise<void> {
  const { openCommandContext } = await import('./command-context.ts');
  const context = await openCommandContext(command.optsWithGlobals<GlobalOptions>(), terminal);
  try {
    const place = readers.has(command.name()) ? undefined : await context.place();
    if (place !== undefined && !context.json) {
      terminal.writeError(`Stage ${place.stage}: account ${place.account}, region ${place.region}.\n`);
    }
    const result = await act(context);
    if (result === undefined) return;
    const { printResult } = await import('./print-result.ts');
    await printResult(terminal, context.json, result, defined({ place }));
  } catch (error) {
    const { withSuggestion } = await import('./suggest/with-suggestion.ts');
    throw await withSuggestion(context, error);
  } finally {
    context.close();
  }
}
