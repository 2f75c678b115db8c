import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { appsFolder } from '../../apps/app-documents.ts';
import { OperatorError } from '../operator-error.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Where the files of an application are. */
export interface AppFiles {
  /** The app document, `infra/apps/<id>.json`. */
  readonly document: string;
  /** The set-up article, `docs/entra/<id>.md`. */
  readonly article: string;
}

/**
 * Returns the paths of an application's files: in `folder`, or in the project that this command is part of.
 * @throws OperatorError `usage` without a folder, where the command is no part of a project
 */
export function appFiles(id: string, folder = appsFolder() || undefined): AppFiles {
  if (folder !== undefined) {
    return { document: join(folder, `${id}.json`), article: join(folder, `${id}.md`) };
  }
  if (!existsSync(join(root, 'infra/apps'))) {
    throw new OperatorError('usage', 'This command is no part of a project with app documents.', [
      'Add --to <folder>, and give the document to the construct: docs/embedding.md.',
    ]);
  }
  return {
    document: join(root, 'infra/apps', `${id}.json`),
    article: join(root, 'docs/entra', `${id}.md`),
  };
}

/** Returns a path as a person in the project's folder writes it. */
export function shownPath(path: string): string {
  const inProject = relative(root, path);
  return inProject.startsWith('..') ? path : inProject;
}
