import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { documentAt } from './document.ts';

const root = new URL('../../', import.meta.url);

function foldersIn(path: string): string[] {
  return readdirSync(new URL(path, root), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${path}/${entry.name}`);
}

const rooms = foldersIn('shared').sort();

describe('every room of shared', () => {
  it('stands on one floor of the import rules', async () => {
    const { floors }: { floors: Readonly<Record<string, readonly string[]>> } = await import(
      new URL('.dependency-cruiser.mjs', root).href
    );
    const ruled = Object.values(floors).flat();
    expect(ruled.map((name) => `shared/${name}`).sort()).toEqual(rooms);
  });

  it('stands on one floor of CONTRIBUTING.md', () => {
    const floors = documentAt('CONTRIBUTING.md').match(/^ {4}[1-3] {2}.*$/gm) ?? [];
    const named = floors.flatMap((line) => line.replace(/never .*/, '').match(/shared\/[a-z-]+/g) ?? []);
    expect(named.sort()).toEqual(rooms);
  });

  it('has its row in docs/architecture.md, as the folders of infra have', () => {
    const architecture = documentAt('docs/architecture.md');
    const [, table = ''] = architecture.split('| floor | room |');
    const [rows = ''] = table.split('\n\n');
    const named = [...rows.matchAll(/`([a-z/-]+)\/`/g)].map(([, name = '']) => name);
    const isNamed = (room: string) =>
      named.some((name) => name === room || `infra/${name}` === room || name.startsWith(`${room}/`));
    expect([...rooms, ...foldersIn('infra')].filter((room) => !isNamed(room))).toEqual([]);
  });
});
