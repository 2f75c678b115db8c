import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Program, programsOf } from './program-list.ts';

/**
 * Vitest's global set-up of the kinds of test that need programs beside Node: installs what is missing on
 * Debian as root, and elsewhere fails with the list. A test that needs them is never skipped.
 */
export default function setUp(project: { readonly name: string }): void {
  const missing = provide(project.name);
  if (missing.length > 0) throw new Error(remediations(project.name, missing));
}

/** Installs what is missing of the programs of `kind`, where it can; returns what is missing still. */
export function provide(kind: string): readonly Program[] {
  const wanted = programsOf(kind);
  const missing = wanted.filter((program) => !program.isThere());
  if (missing.length === 0 || !canInstall()) return missing;
  install(missing);
  return wanted.filter((program) => !program.isThere());
}

function canInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');
}

/** Under one lock, because two kinds of test may find the same programs missing at once. */
function install(programs: readonly Program[]): void {
  const packages = [...new Set(programs.flatMap((program) => program.packages))];
  const aptGet = 'apt-get -qq -o DPkg::Lock::Timeout=300';
  const commands = `${aptGet} update && ${aptGet} install -y --no-install-recommends ${packages.join(' ')}`;
  console.error(`Installing for the tests: ${packages.join(' ')}`);
  execFileSync('flock', ['/var/lock/latchkey-test-programs', 'sh', '-c', commands], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    // What the packages say is noise; what went wrong is in the error that execFileSync throws.
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

function remediations(kind: string, missing: readonly Program[]): string {
  const lines = missing.map(({ name, packages }) => `  ${name} (Debian: ${packages.join(' ')})`);
  return `The ${kind} tests need programs that are not installed:\n${lines.join('\n')}`;
}
