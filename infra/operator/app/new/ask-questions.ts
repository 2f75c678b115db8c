import { OperatorError } from '../../operator-error.ts';
import type { Terminal } from '../../terminal.ts';
import { AnswerError, type Answers, type Question, type QuestionName } from './question.ts';

/** How the questions are answered. */
export interface AskOptions {
  /** Answers that are there already: from a file, from `--set`, or from an article. */
  readonly given: Answers;
  /** Whether to ask no person: `--json` and `--yes`. */
  readonly isSilent: boolean;
}

/**
 * Returns an answer to every question. What is given is checked and not asked again; on a terminal the rest is asked,
 * elsewhere the suggestions answer.
 * @throws OperatorError `usage` for a given answer that is not taken, and for questions without an answer
 */
export async function askQuestions(
  questions: readonly Question[],
  terminal: Terminal,
  { given, isSilent }: AskOptions,
): Promise<Answers> {
  const answers: Partial<Record<QuestionName, string>> = {};
  const missing: Question[] = [];
  for (const question of questions) {
    const answer =
      taken(question, given, answers) ??
      (isSilent || question.isNeedless?.(answers) ? undefined : await asked(question, terminal, answers)) ??
      suggestion(question, answers);
    if (answer === undefined) missing.push(question);
    else answers[question.name] = answer;
  }
  if (missing.length > 0) throw unanswered(missing);
  return answers;
}

function taken({ name, read }: Question, given: Answers, answers: Answers): string | undefined {
  const text = given[name];
  if (text === undefined) return undefined;
  try {
    return read(text, answers);
  } catch (error) {
    if (!(error instanceof AnswerError)) throw error;
    throw new OperatorError('usage', `${name}: ${error.message}`, [`It was: ${text}`]);
  }
}

async function asked(question: Question, terminal: Terminal, answers: Answers): Promise<string | undefined> {
  const { text, example, choices, read, suggest } = question;
  const suggested = suggest?.(answers);
  const answer = await terminal.prompt({
    text: choices === undefined ? `${text}\n  for example ${example}\n ` : text,
    ...(suggested === undefined ? {} : { suggestion: suggested }),
    ...(choices === undefined ? {} : { choices }),
    check: (typed) => refusal(() => read(typed, answers)),
  });
  return answer === undefined ? undefined : read(answer, answers);
}

/** Returns why an answer is not taken; undefined where it is. */
function refusal(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof AnswerError) return error.message;
    throw error;
  }
}

/** A suggestion is taken only where it is an answer: the short name of a name may be taken. */
function suggestion({ suggest, read }: Question, answers: Answers): string | undefined {
  const suggested = suggest?.(answers);
  return suggested === undefined || refusal(() => read(suggested, answers)) !== undefined
    ? undefined
    : suggested;
}

function unanswered(questions: readonly Question[]): OperatorError {
  const names = questions.map(({ name }) => name).join(', ');
  return new OperatorError('usage', `These answers are missing: ${names}.`, [
    'Run the command in a terminal to be asked, or add:',
    ...questions.map(({ name, example, choices }) =>
      choices === undefined
        ? `  --set '${name}=${example}'`
        : `  --set ${name}=${choices.map(({ value }) => value).join('|')}`,
    ),
  ]);
}
