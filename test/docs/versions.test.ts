import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import lockFile from '../../package-lock.json' with { type: 'json' };
import { documentAt } from './document.ts';

const nodeVersion = documentAt('.nvmrc').trim();
const nodePackages = Object.entries<string>(manifest.optionalDependencies).filter(([name]) =>
  name.startsWith('node-'),
);

/** The headings of CHANGELOG.md that name a released version, the newest first. */
const releases = [
  ...documentAt('CHANGELOG.md').matchAll(/^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})$/gm),
].map(([, version = '', date = '']) => ({ version, date }));

/** The tags of the image `node` in a file, without the name of the Debian release. */
function imageTagsIn(path: string): string[] {
  return [...documentAt(path).matchAll(/\bnode:(\d[\d.]*)-[a-z]+/g)].map(([, tag = '']) => tag);
}

describe('the version of Latchkey', () => {
  it('is the same in package.json, package-lock.json and at the top of CHANGELOG.md', () => {
    expect(lockFile.version).toBe(manifest.version);
    expect(lockFile.packages[''].version).toBe(manifest.version);
    expect(releases[0]?.version).toBe(manifest.version);
  });

  it('falls from release to release of CHANGELOG.md, as the dates do', () => {
    const byVersion = releases.toSorted((a, b) =>
      b.version.localeCompare(a.version, 'en', { numeric: true }),
    );
    expect(releases.length).toBeGreaterThan(1);
    expect(releases).toEqual(byVersion);
    expect(releases.map(({ date }) => date)).toEqual(
      releases
        .map(({ date }) => date)
        .toSorted()
        .toReversed(),
    );
  });

  it('has an upgrade note where the minor version changes', () => {
    const upgrading = documentAt('docs/upgrading.md');
    const minorOf = (version = '') => version.split('.').slice(0, 2).join('.');
    const steps = releases.slice(1).map(({ version }, index) => {
      const [from, to] = [minorOf(version), minorOf(releases[index]?.version)];
      return from === to ? undefined : `## From ${from} to ${to}`;
    });
    for (const heading of steps.filter((each) => each !== undefined)) expect(upgrading).toContain(heading);
  });
});

describe('the version of Node', () => {
  it('is one exact version of the major version that Lambda runs', () => {
    expect(nodeVersion).toMatch(/^24\.\d+\.\d+$/);
    expect(manifest.devDependencies['@types/node']).toMatch(/^24\./);
  });

  it('is the one that engines asks for at least', () => {
    expect(manifest.engines.node).toBe(`>=${nodeVersion} <25`);
  });

  it('is the same in the package of every platform, and in the lock file', () => {
    expect(nodePackages.length).toBeGreaterThanOrEqual(3);
    const locked: Readonly<Record<string, { readonly version?: string }>> = lockFile.packages;
    for (const [name, version] of nodePackages) {
      expect(version, name).toBe(nodeVersion);
      expect(locked[`node_modules/${name}`]?.version, name).toBe(nodeVersion);
    }
  });

  it.each(['.devcontainer/Dockerfile', '.github/workflows/ci.yml'])(
    'is the tag of each image in %s',
    (path) => {
      const tags = imageTagsIn(path);
      expect(tags.length).toBeGreaterThan(0);
      expect(new Set(tags)).toEqual(new Set([nodeVersion]));
    },
  );

  it('is the one that docs/releasing.md explains', () => {
    expect(documentAt('docs/releasing.md')).toContain(`this is ${nodeVersion}`);
  });
});
