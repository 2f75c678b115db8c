import { InvalidArgumentError } from 'commander';
import { fileUnreadable } from '../../file-error.ts';
import { OperatorError } from '../../operator-error.ts';
import { closestNames, didYouMean } from '../../suggest/closest.ts';
import type { Terminal } from '../../terminal.ts';
import type { Answers, QuestionName } from './question.ts';
import { questionsOf } from './questions.ts';

const names: readonly QuestionName[] = questionsOf([]).map(({ name }) => name);

/** Collects `--set name=answer`. @throws InvalidArgumentError for another form, or an unknown question */
export function collectAnswer(text: string, before: Answers = {}): Answers {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Enter a question and its answer: --set trust=thumbprint');
  return { ...before, [questionNamed(text.slice(0, at).trim(), usageOfOption)]: text.slice(at + 1) };
}

const usageOfOption = (message: string) => new InvalidArgumentError(message);

/**
 * Reads a file of answers: a JSON object with a question's name for each key. A list counts as its values with blanks
 * between, `true` and `false` as yes and no.
 * @throws OperatorError `file-unreadable`, or `usage` for another content
 */
export async function readAnswersFile(terminal: Terminal, path: string): Promise<Answers> {
  const bytes = await readBytes(terminal, path);
  const refuse = (message: string) => new OperatorError('usage', `${path}: ${message}`);
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw refuse(`This is no JSON. ${error instanceof Error ? error.message : ''}`.trim());
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw refuse('Enter an object with an answer for each question: {"name": "Contoso Time"}.');
  }
  return Object.fromEntries(
    Object.entries(content).map(([name, answer]) => [questionNamed(name, refuse), textOf(answer)]),
  );
}

/** Reads a file, or stdin for `-`. @throws OperatorError `file-unreadable` */
export async function readBytes(terminal: Terminal, path: string): Promise<Uint8Array> {
  try {
    return path === '-' ? await terminal.readInput() : await terminal.readFile(path);
  } catch (error) {
    throw fileUnreadable(path, error);
  }
}

function questionNamed(text: string, refuse: (message: string) => Error): QuestionName {
  const name = names.find((each) => each === text);
  if (name !== undefined) return name;
  const meant = didYouMean(closestNames(text, names));
  throw refuse([`There is no question ${text}.`, meant ?? `The questions: ${names.join(', ')}.`].join(' '));
}

function textOf(answer: unknown): string {
  if (typeof answer === 'boolean') return answer ? 'yes' : 'no';
  return Array.isArray(answer) ? answer.join(' ') : String(answer ?? '');
}
