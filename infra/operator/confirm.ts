import type { CommandContext } from './command-context.ts';
import { OperatorError } from './operator-error.ts';

/** The question that a destructive command asks. */
export interface Confirmation {
  /** What is about to happen, as a sentence. */
  readonly effect: string;
  /** What the person has to type. */
  readonly word: string;
  /** The command line without `--yes`. */
  readonly command: string;
}

/** The options of a destructive command. */
export interface DestroyOptions {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

/**
 * Asks for confirmation, unless `--yes` or `--json` is given.
 * @throws OperatorError `not-confirmed` for any other answer, or without a terminal
 */
export async function confirm(
  context: CommandContext,
  { yes = false }: DestroyOptions,
  { effect, word, command }: Confirmation,
): Promise<void> {
  if (yes || context.json) return;
  const { layOut } = await import('./layout/lay-out.ts');
  const question = layOut(`${effect} Type ${word} to continue:`, context.terminal.columns);
  const answer = await context.terminal.ask(`${question} `);
  if (answer === word) return;
  throw new OperatorError('not-confirmed', 'Nothing was changed.', [
    `To skip this question: ${context.commandLine(`${command} --yes`)}`,
  ]);
}
