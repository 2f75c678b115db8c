/** The names of the questions of `app new`. Stable: answers files use them. */
export type QuestionName =
  | 'name'
  | 'id'
  | 'replyUrls'
  | 'identifier'
  | 'signOnUrl'
  | 'placeholders'
  | 'initiatedBy'
  | 'itemPath'
  | 'landing'
  | 'trust'
  | 'paidFeature'
  | 'activated'
  | 'usersCreatedBy'
  | 'claims'
  | 'support'
  | 'tenantNoun'
  | 'placeholder'
  | 'settingsPage'
  | 'replyUrlField';

/** Answers as text, each as its question's `read` returns it. */
export type Answers = Readonly<Partial<Record<QuestionName, string>>>;

/** An answer that a question does not take. The message says why, and what to enter. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError';
}

/** A question about an application. */
export interface Question {
  readonly name: QuestionName;
  /** As it is asked, without a question mark's line end: "Reply URL, with {tenant} for the customer's name". */
  readonly text: string;
  readonly example: string;
  /** The only answers, with what each means. Default: any text that `read` takes. */
  readonly choices?: readonly { readonly value: string; readonly meaning: string }[];
  /** Whether earlier answers make the question needless: an answer is taken, but never asked for. Default: never. */
  readonly isNeedless?: (answers: Answers) => boolean;
  /** The answer that earlier answers suggest. An empty one is taken where `read` takes it. */
  readonly suggest?: (answers: Answers) => string | undefined;
  /** Returns the answer in its usual form. @throws AnswerError */
  readonly read: (text: string, answers: Answers) => string;
}
