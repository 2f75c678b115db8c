import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly dev?: boolean;
  /** For development, or where a package may do without it. */
  readonly devOptional?: boolean;
  /** The packaged Node, which runs the command and is no part of it. */
  readonly optional?: boolean;
  readonly devDependencies?: object;
  readonly optionalDependencies?: object;
}

/**
 * Returns the bill of materials of what is deployed and published, in CycloneDX: every package that the lock file has
 * for the dependencies, with version, licence and hash. What is not deployed is taken out of the lock file first:
 * `npm sbom --omit dev` also leaves out a package that both kinds of dependency need.
 * @throws Error where npm fails
 */
export function writtenSbom(root: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-sbom-'));
  try {
    const {
      devDependencies: _,
      optionalDependencies: __,
      ...manifest
    } = read<Record<string, unknown>>(root, 'package.json');
    const lock = read<Lock>(root, 'package-lock.json');
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(withoutDevelopment(lock)));
    return runNpm(['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs npm in `folder` and returns what it prints. On Windows, npm is a script that only a shell starts. */
export function runNpm(args: readonly string[], folder: string): string {
  return execFileSync('npm', [...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 32 * 1_024 * 1_024,
    shell: process.platform === 'win32',
  });
}

function withoutDevelopment(lock: Lock): Lock {
  const packages = Object.entries(lock.packages).flatMap(([path, { devDependencies: _, ...each }]) =>
    each.dev === true || each.devOptional === true || each.optional === true ? [] : [[path, each] as const],
  );
  return { ...lock, packages: Object.fromEntries(packages) };
}

function read<Content>(root: string, name: string): Content {
  return JSON.parse(readFileSync(join(root, name), 'utf8')) as Content;
}
