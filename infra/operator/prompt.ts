import { OperatorError } from './operator-error.ts';

/** A question on a terminal. */
export interface Prompt {
  readonly text: string;
  /** Shown behind the question: an example, or the answer of an empty line. */
  readonly suggestion?: string;
  /** The only answers, chosen with the arrow keys. Default: a line of text. */
  readonly choices?: readonly { readonly value: string; readonly meaning: string }[];
  /** Returns why an answer is not taken, or undefined where it is. The person then corrects it. */
  check(answer: string): string | undefined;
}

/**
 * Asks a question on the terminal of this process, on stderr. Returns the answer, or undefined without a terminal.
 * @throws OperatorError `interrupted` at Ctrl-C
 */
export async function promptOnTerminal(prompt: Prompt): Promise<string | undefined> {
  return process.stdin.isTTY ? promptOn({ input: process.stdin, output: process.stderr }, prompt) : undefined;
}

/** Asks a question on these streams, as {@link promptOnTerminal}. @throws OperatorError `interrupted` at Ctrl-C */
export async function promptOn(
  context: { readonly input: NodeJS.ReadableStream; readonly output: NodeJS.WritableStream },
  { text: message, suggestion, choices, check }: Prompt,
): Promise<string> {
  try {
    if (choices === undefined) {
      const { default: input } = await import('@inquirer/input');
      const validate = (answer: string) => check(answer) ?? true;
      return await input(
        suggestion === undefined
          ? { message, validate }
          : { message, default: suggestion, prefill: 'tab', validate },
        context,
      );
    }
    const { default: select } = await import('@inquirer/select');
    const named = choices.map(({ value, meaning }) => ({
      value,
      name: meaning === '' ? value : `${value.padEnd(longest(choices))}  ${meaning}`,
      short: value,
    }));
    return await select(
      suggestion === undefined
        ? { message, choices: named }
        : { message, choices: named, default: suggestion },
      context,
    );
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ExitPromptError') throw error;
    throw new OperatorError('interrupted', 'Interrupted. Nothing was written.');
  }
}

function longest(choices: readonly { readonly value: string }[]): number {
  return Math.max(...choices.map(({ value }) => value.length));
}
