import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { documentAt, tableIn } from './document.ts';

const root = new URL('../../', import.meta.url);

function foldersIn(path: string): string[] {
  return readdirSync(new URL(path, root), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

describe('every folder of shared', () => {
  it('has its line in the list of what it may import', async () => {
    const { mayImport }: { mayImport: Readonly<Record<string, readonly string[]>> } = await import(
      new URL('.dependency-cruiser.mjs', root).href
    );
    const folders = foldersIn('shared').flatMap((name) =>
      name === 'saml' ? foldersIn('shared/saml').map((inner) => `saml/${inner}`) : [name],
    );
    expect(Object.keys(mayImport).sort()).toEqual(folders.sort());
    const unknown = Object.values(mayImport).flatMap((others) =>
      others.filter((name) => !folders.includes(name)),
    );
    expect(unknown).toEqual([]);
  });
});

describe('docs/architecture.md', () => {
  const rows = tableIn(documentAt('docs/architecture.md'), 'folder').map(([folder = '', about = '']) => ({
    folder: folder.replaceAll('`', ''),
    about,
  }));
  const named = rows.map(({ folder }) => folder);

  it('has a line for each folder of shared, functions and infra, and none twice', () => {
    const folders = ['shared', 'functions', 'infra'].flatMap((top) =>
      foldersIn(top).map((name) => `${top}/${name}`),
    );
    expect(named.filter((name) => folders.includes(name)).sort()).toEqual(folders.sort());
  });

  it.each(rows.filter(({ folder }) => folder.startsWith('shared/')))(
    'says what the folders of $folder are',
    ({ folder, about }) => {
      expect(foldersIn(folder).filter((inner) => !about.includes(`\`${inner}/\``))).toEqual([]);
    },
  );

  it.each(rows.filter(({ about }) => /`[a-z-]+\/`/.test(about)))(
    'names no folder of $folder that is gone',
    ({ folder, about }) => {
      const inner = [...about.matchAll(/`([a-z-]+)\/`/g)].map(([, name = '']) => name);
      expect(inner.filter((name) => !foldersIn(folder).includes(name))).toEqual([]);
    },
  );

  it('leads through the code in at most 15 files', () => {
    const [, tour = ''] = documentAt('docs/architecture.md').split('## Read the code in an hour');
    const files = [...tour.matchAll(/^\d+\. `([^`]+)`: \S/gm)];
    expect(files.length).toBeGreaterThan(9);
    expect(files.length).toBeLessThanOrEqual(15);
  });
});
