import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonIn } from './not-json.ts';
import { type AppDocumentFile, shippedDocuments } from './shipped-documents.ts';

/** The variable that names another folder of app documents than `infra/apps`. */
const appsVariable = 'LATCHKEY_APPS';

/** Returns the folder that LATCHKEY_APPS names; the empty text without it. */
export function appsFolder(): string {
  return process.env[appsVariable] ?? '';
}

/**
 * Returns the app documents, not validated: those in {@link appsFolder}, else those in `infra/apps`. In the order of
 * their names. The content of a file that is no JSON is {@link notJson}.
 */
export function appDocuments(): readonly AppDocumentFile[] {
  const folder = appsFolder();
  return folder === '' ? shippedDocuments : documentsIn(folder);
}

function documentsIn(folder: string): readonly AppDocumentFile[] {
  const names = readdirSync(folder).filter(
    (name) => name.endsWith('.json') && !name.endsWith('.schema.json'),
  );
  return names.sort().map((name) => {
    const file = join(folder, name);
    return { file, content: jsonIn(readFileSync(file, 'utf8')) };
  });
}
