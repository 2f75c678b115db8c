import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { expect, it } from 'vitest';

const inbound = join(import.meta.dirname, '../../shared/saml/inbound');

const { outputFiles, metafile } = buildSync({
  stdin: {
    contents: `
      export { verifyResponse } from './verify.ts';
      export { readResponse } from './response.ts';
      export { prepareTrust } from './signature/prepare-trust.ts';`,
    resolveDir: inbound,
    loader: 'ts',
  },
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  write: false,
  metafile: true,
  absWorkingDir: inbound,
});
const sizeKb = Math.round((outputFiles[0]?.contents.length ?? Number.NaN) / 1_000);

it(`the verifier alone, ${sizeKb} kB, is at most 60 kB`, () => {
  expect(sizeKb).toBeLessThanOrEqual(60);
});

it('the verifier takes its own folder, ids and problems, and of Node only cryptography and buffers', () => {
  const modules = Object.keys(metafile.inputs).filter((path) => path !== '<stdin>');
  const imports = Object.values(metafile.inputs).flatMap(({ imports: all }) => all);

  expect(
    modules.filter(
      (path) => !/^(?:[a-z]+\/|\.\.\/\.\.\/(?:ids|problems)\/(?:codes\/)?)?[a-z0-9-]+\.ts$/.test(path),
    ),
  ).toEqual([]);
  expect([...new Set(imports.filter(({ external }) => external).map(({ path }) => path))].sort()).toEqual([
    'node:buffer',
    'node:crypto',
  ]);
});
