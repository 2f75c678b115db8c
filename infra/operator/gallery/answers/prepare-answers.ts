import type { AppProfile } from '../../../../shared/apps/profile.ts';
import type { GlobalOptions } from '../../command-context.ts';
import { siteOfApp } from '../../site-of-app.ts';
import type { Terminal } from '../../terminal.ts';
import { type AnswersDocument, answersDocument } from './answers-document.ts';
import { readPrepared } from './read-prepared.ts';

/**
 * Returns the answers for an app at the deployment that the options name, by what the vendor has prepared.
 * @param facts The file of facts. Undefined: the vendor has prepared nothing yet.
 * @throws OperatorError as `siteOfApp` and `readPrepared`
 */
export async function prepareAnswers(
  terminal: Terminal,
  options: GlobalOptions,
  app: AppProfile,
  facts: string | undefined,
): Promise<AnswersDocument> {
  const site = await siteOfApp(options, terminal, app);
  return answersDocument(site, await readPrepared(terminal, site, facts), terminal.now());
}
