import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNpm, writtenSbom } from './sbom.ts';
import { writePackage } from './write-package.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'dist');
const folder = join(dist, 'release');
const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  name: string;
  version: string;
};
const called = `${name}-${version}`;

// `npm run package`: what a release has, in dist/release. docs/releasing.md lists the files.
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
await writePackage({ folder: join(dist, 'package'), bundles: dist });
runNpm(['pack', '--pack-destination', folder], join(dist, 'package'));
execFileSync('tar', ['-czf', join(folder, `${called}-source-maps.tgz`), '-C', dist, 'source-maps']);
writeFileSync(join(folder, `${called}.cdx.json`), writtenSbom(root));
const sums = readdirSync(folder)
  .sort()
  .map(
    (file) =>
      `${createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest('hex')}  ${file}\n`,
  );
writeFileSync(join(folder, 'SHA256SUMS'), sums.join(''));
