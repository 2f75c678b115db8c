import type { CommandContext } from './command-context.ts';
import { OperatorError } from './operator-error.ts';

/** What a command that destroys something asks before it does. */
export interface Confirmation {
  /** What is about to happen, as a sentence. */
  readonly effect: string;
  /** What the person has to type. */
  readonly word: string;
  /** The command line without `--yes`. */
  readonly command: string;
}

/** The options of a command that destroys something. */
export interface DestroyOptions {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

/**
 * Asks the person, unless `--yes` or `--json` says not to.
 * @throws OperatorError `not-confirmed` where they type anything else, or where nobody can be asked
 */
export async function confirm(
  context: CommandContext,
  { yes = false }: DestroyOptions,
  { effect, word, command }: Confirmation,
): Promise<void> {
  if (yes || context.json) return;
  const answer = await context.terminal.ask(`${effect} Type ${word} to go on: `);
  if (answer === word) return;
  throw new OperatorError('not-confirmed', 'Nothing was changed.', [
    `To go on without being asked: ${context.commandLine(`${command} --yes`)}`,
  ]);
}
