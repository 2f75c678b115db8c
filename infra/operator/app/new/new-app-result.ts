import type { AppProfile } from '../../../../shared/apps/profile.ts';
import { type CommandResult, indented } from '../../command-result.ts';
import { type AppFiles, shownPath } from '../app-files.ts';
import { type DeclaredUrls, entraNotes, entraRefusals } from '../check/entra-refusals.ts';
import { addressesText, exampleTenant } from '../check/tenant-addresses.ts';
import type { ArticleAnswers } from './answers-of-article.ts';
import type { documentOfAnswers } from './document-of-answers.ts';
import { formattedDocument } from './format-document.ts';
import { nextSteps } from './next-steps.ts';

/** Returns what `app new` prints: the files, the addresses of an example tenant, and what to do next. */
export function newAppResult(
  profile: AppProfile,
  {
    document,
    files,
    dryRun,
    article,
  }: {
    readonly document: ReturnType<typeof documentOfAnswers>;
    readonly files: AppFiles;
    readonly dryRun: boolean;
    readonly article: ArticleAnswers | undefined;
  },
): CommandResult {
  const [documentFile, articleFile] = [shownPath(files.document), shownPath(files.article)];
  const wrote = dryRun
    ? `${documentFile} would be:\n${formattedDocument(document).trimEnd()}`
    : `Wrote ${documentFile} and ${articleFile}.`;
  const next = dryRun ? [] : nextSteps(profile);
  const urls = document['urls'] as DeclaredUrls;
  const notes = entraNotes(urls).map(({ message }) => `Note: ${message}`);
  const steps = next.map(({ command, what }) => `${what}\n${indented(`$ ${command}`)}`).join('\n');
  return {
    text: [
      wrote,
      `For the tenant ${exampleTenant}:\n${indented(addressesText(profile))}`,
      ...notes,
      ...(dryRun ? [] : [`Next:\n${steps}\ndocs/your-application.md leads on from here.`]),
    ].join('\n\n'),
    json: {
      app: profile.id,
      files: dryRun ? [] : [documentFile, articleFile],
      document,
      ...(article === undefined
        ? {}
        : {
            article: {
              understood: article.understood.map(([fact, value]) => ({ fact, value })),
              open: article.open,
            },
          }),
      next: next.map(({ command }) => command),
      ...(dryRun ? { dryRun } : {}),
    },
    warnings: entraRefusals(urls).map(({ field = '', message }) => ({
      code: 'entra',
      message: `${field}: ${message}`,
    })),
  };
}
