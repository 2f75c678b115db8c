import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { AppProfile } from '../../../../shared/apps/profile.ts';
import { AppDocumentError } from '../../../apps/app-document-error.ts';
import { profilesOfDocuments } from '../../../apps/app-profiles.ts';
import { entraArticleDocument } from '../../../documents/article/article.ts';
import type { CommandResult } from '../../command-result.ts';
import { layOut } from '../../layout/lay-out.ts';
import { OperatorError } from '../../operator-error.ts';
import type { Terminal } from '../../terminal.ts';
import { type AppFiles, appFiles, shownPath } from '../app-files.ts';
import { readArticle } from '../article/read-article.ts';
import { faultsBetween } from '../check/faults-between.ts';
import { readDocuments } from '../check/read-documents.ts';
import { type ArticleAnswers, answersOfArticle } from './answers-of-article.ts';
import { articleText } from './article-text.ts';
import { askQuestions } from './ask-questions.ts';
import { documentOfAnswers } from './document-of-answers.ts';
import { formattedDocument } from './format-document.ts';
import { readAnswersFile, readBytes } from './given-answers.ts';
import { newAppResult } from './new-app-result.ts';
import type { Answers, QuestionName } from './question.ts';
import { questionsOf } from './questions.ts';

/** The options of `app new`. */
export interface AppNewOptions {
  readonly fromArticle?: string;
  readonly answers?: string;
  readonly set?: Answers;
  readonly to?: string;
  readonly replace?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** Describes an application, and writes its two files unless `dryRun`. @throws OperatorError */
export async function newApp(
  terminal: Terminal,
  id: string | undefined,
  options: AppNewOptions & { readonly json: boolean },
): Promise<CommandResult> {
  const { json, yes = false, dryRun = false, replace = false } = options;
  const others = readDocuments(options.to).filter(({ content }) => !replace || idOf(content) !== id);
  const article = await readFrom(terminal, options);
  if (article !== undefined && !json) {
    const text = articleText(options.fromArticle ?? '', article);
    terminal.writeError(`${layOut(text, terminal.columns)}\n`);
  }
  const questions = questionsOf(others.map(({ content }) => idOf(content)));
  let given: Answers = {
    ...article?.answers,
    ...(options.answers === undefined ? {} : await readAnswersFile(terminal, options.answers)),
    ...options.set,
    ...(id === undefined ? {} : { id }),
  };
  const isSilent = json || yes;
  for (;;) {
    const answers = await askQuestions(questions, terminal, { given, isSilent });
    const files = appFiles(answers.id ?? '', options.to);
    const { document, checked } = declared(complete(answers), files, others);
    if ('faults' in checked) {
      const again = questionsAbout(checked.faults);
      const isAsked = !isSilent && terminal.canAsk;
      if (!isAsked) throw new OperatorError('app-refused', checked.faults.join('\n'), advice(again));
      terminal.writeError(`${checked.faults.join('\n')}\n\n`);
      given = Object.fromEntries(
        Object.entries(answers).filter(([name]) => !again.includes(name as QuestionName)),
      );
      continue;
    }
    if (!dryRun) writeFiles(files, document, checked.profile, { replace });
    return newAppResult(checked.profile, { document, files, dryRun, article });
  }
}

async function readFrom(
  terminal: Terminal,
  { fromArticle }: AppNewOptions,
): Promise<ArticleAnswers | undefined> {
  if (fromArticle === undefined) return undefined;
  const bytes = await readBytes(terminal, fromArticle);
  return answersOfArticle(readArticle(new TextDecoder().decode(bytes)));
}

type Document = ReturnType<typeof documentOfAnswers>;

/** Every question has an answer after {@link askQuestions}; the name and the id are the ones that types ask for. */
function complete(answers: Answers): Answers & { readonly id: string; readonly name: string } {
  return { ...answers, id: answers.id ?? '', name: answers.name ?? '' };
}

function idOf(content: unknown): string {
  return typeof content === 'object' && content !== null && 'id' in content ? String(content.id) : '';
}

function profileOf(
  document: Document,
  files: AppFiles,
  others: ReturnType<typeof readDocuments>,
): { readonly profile: AppProfile } | { readonly faults: readonly string[] } {
  const file = shownPath(files.document);
  try {
    const profiles = profilesOfDocuments([...others, { file, content: document }]);
    const profile = profiles.find((each) => each.id === idOf(document));
    if (profile === undefined) throw new Error(`${file} was not read`);
    const faults = faultsBetween(profiles).filter((fault) => fault.includes(profile.id));
    return faults.length === 0 ? { profile } : { faults };
  } catch (error) {
    if (!(error instanceof AppDocumentError)) throw error;
    return { faults: error.message.split('\n') };
  }
}

/** The document with addresses beside the Reply URL, or without them where they are taken. */
function declared(
  answers: ReturnType<typeof complete>,
  files: AppFiles,
  others: ReturnType<typeof readDocuments>,
): { readonly document: Document; readonly checked: ReturnType<typeof profileOf> } {
  const document = documentOfAnswers(answers);
  const checked = profileOf(document, files, others);
  if (!('faults' in checked)) return { document, checked };
  const minimal = documentOfAnswers(answers, { isMinimal: true });
  const again = profileOf(minimal, files, others);
  return 'faults' in again ? { document, checked } : { document: minimal, checked: again };
}

/** Which question a fault is about: that of the field it names, otherwise the addresses. */
function questionsAbout(faults: readonly string[]): readonly QuestionName[] {
  const found = faults.flatMap((fault): readonly QuestionName[] => {
    if (/identifier/i.test(fault)) return ['identifier'];
    if (/signOn/.test(fault)) return ['signOnUrl'];
    if (/relayState|landingPathOfItem/.test(fault)) return ['itemPath'];
    if (/\blanding\b/.test(fault)) return ['landing'];
    if (/\bsupport\b/.test(fault)) return ['support'];
    if (/\bid\b/.test(fault) && !/urls/.test(fault)) return ['id'];
    return ['replyUrls', 'identifier', 'signOnUrl'];
  });
  return [...new Set(found)];
}

function advice(names: readonly QuestionName[]): readonly string[] {
  return [`Answer otherwise: ${names.map((name) => `--set '${name}=…'`).join(' ')}`];
}

/** @throws OperatorError `app-exists` where a file is there and `replace` is not given */
function writeFiles(
  files: AppFiles,
  document: Document,
  profile: AppProfile,
  { replace }: { readonly replace: boolean },
): void {
  const there = [files.document, files.article].find((path) => existsSync(path));
  if (there !== undefined && !replace) {
    throw new OperatorError('app-exists', `${shownPath(there)} exists.`, [
      'To replace the files of this application, add --replace.',
    ]);
  }
  for (const [path, content] of [
    [files.document, formattedDocument(document)],
    [files.article, entraArticleDocument(profile)],
  ] as const) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}
