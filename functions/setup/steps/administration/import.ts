import type { Answer } from '../../../../shared/http/answer.ts';
import type { UploadForm } from '../../../../shared/http/upload-form.ts';
import type { SetupPageSession } from '../../session.ts';
import type { AdministratorDependencies, AdministratorForm, ShowStep } from '../step.ts';
import { applyImport } from './apply-import.ts';
import { type ImportFile, readImportFile } from './import-file.ts';
import { importedPage, importPage, previewPage } from './import-page.ts';
import { digestOfPlan, planImport } from './import-plan.ts';

/** Shows the page that takes a file of people. */
export const showImport: ShowStep = (session) => importPage(session);

/** Shows what a file would add, change and refuse. It writes nothing. */
export const previewImport: AdministratorForm = async (session, form, deps) => {
  const file = await readImportFile(await form.file('people'));
  return 'kind' in file ? importPage(session, file) : preview(session, deps, file);
};

/**
 * Imports what the page showed: the form carries the rows, which are read and planned again. If people changed in the
 * meantime so that the import would do something else, it shows the new preview and writes nothing.
 */
export const importPeople: AdministratorForm = async (session, form, deps) => {
  const file = await readImportFile(carried(form));
  if ('kind' in file) return importPage(session, file);
  const plan = await planImport(session, deps, file);
  if (digestOfPlan(plan) !== form.text('plan')) return previewPage(session, file, plan, { isOutdated: true });
  return importedPage(session, await applyImport(session, deps, plan));
};

function carried(form: UploadForm): Uint8Array | undefined {
  const text = form.text('rows');
  return text === '' ? undefined : Buffer.from(text);
}

async function preview(
  session: SetupPageSession,
  deps: AdministratorDependencies,
  file: ImportFile,
): Promise<Answer> {
  return previewPage(session, file, await planImport(session, deps, file));
}
