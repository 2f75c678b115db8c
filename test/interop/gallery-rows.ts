import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localSites } from '../../infra/local/sites.ts';
import type { Site } from '../../shared/apps/site.ts';
import { documentWith, profileWith } from '../fixtures/contoso.ts';
import type { GalleryRow } from '../fixtures/gallery-row.ts';
import { documentPartsOfRow } from '../fixtures/gallery-site.ts';

/** Writes the app documents of these rows to a folder of their own, for LATCHKEY_APPS. Returns the folder. */
export async function writeAppDocuments(rows: readonly GalleryRow[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-apps-'));
  await Promise.all(
    rows.map((row) => {
      const { urls, more } = documentPartsOfRow(row);
      return writeFile(join(folder, `${more.id}.json`), JSON.stringify(documentWith(urls, more)));
    }),
  );
  return folder;
}

/** Returns where the app of a row stands in a local run. */
export function localSiteOfRow(row: GalleryRow, port: number): Site {
  const { urls, more } = documentPartsOfRow(row);
  const [site] = localSites(port, [profileWith(urls, more)]);
  if (site === undefined) throw new TypeError(`${row.app} has no site`);
  return site;
}
