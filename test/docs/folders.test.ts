import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

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
