import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { OperatorError } from '../../operator-error.ts';
import { appFiles, shownPath } from '../app-files.ts';
import { type DocumentText, readDocumentText } from './document-text.ts';

/** An app document as it lies on the disk. */
export interface AppDocumentOnDisk {
  /** The path as it is shown. */
  readonly file: string;
  /** The name of the file without `.json`, which the id has to be. */
  readonly name: string;
  readonly content: unknown;
  readonly text: DocumentText;
}

/**
 * Reads every app document of `folder`, or of this project, in the order of their names. A file that is no JSON is
 * among them: its text says why.
 * @throws OperatorError `usage` where there is no such folder
 */
export function readDocuments(folder?: string): readonly AppDocumentOnDisk[] {
  const path = folder ?? join(appFiles('x').document, '..');
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'))
    .sort()
    .map((name) => readDocument(join(path, name)));
}

/** Reads one app document. @throws OperatorError `app-unknown` where it cannot be read */
function readDocument(path: string): AppDocumentOnDisk {
  try {
    const text = readDocumentText(readFileSync(path, 'utf8'));
    return { file: shownPath(path), name: basename(path, '.json'), content: text.content, text };
  } catch (error) {
    throw new OperatorError('app-unknown', `${shownPath(path)} cannot be read. ${String(error)}`);
  }
}
