import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { latchkey } from '../../harness/command.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Prints, at the end of the process, every file that it loaded. */
const recorder = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  const loaded = [];
  registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
  process.on('exit', () => process.stderr.write(JSON.stringify(loaded)));
`)}`;

/** Returns the packages and the files of this project that a command line loads. */
async function loadedBy(
  ...args: string[]
): Promise<{ packages: readonly string[]; files: readonly string[] }> {
  const loaded: readonly string[] = await new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['--import', recorder, 'infra/operator/latchkey.ts', ...args],
      { cwd: root },
      (error, _, stderr) => (error === null ? resolve(JSON.parse(stderr)) : reject(error)),
    );
  });
  const paths = loaded.filter((url) => url.startsWith('file:')).map((url) => fileURLToPath(url));
  const packages = paths.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
  const files = paths.filter((path) => !path.includes('node_modules'));
  return { packages: [...new Set(packages)].sort(), files: files.map((path) => path.slice(root.length)) };
}

describe('the start of the command', { timeout: 60_000 }, () => {
  it('with --help loads the parser of the command line alone, and no group of commands', async () => {
    const { packages, files } = await loadedBy('--help');
    expect(packages).toEqual(['commander', 'fastest-levenshtein']);
    expect(files).toContain('infra/operator/program.ts');
    expect(files.filter((path) => /command-context|-commands\.ts|\/(?:saml|store)\//.test(path))).toEqual([]);
    expect(files.length).toBeLessThan(40);
  });

  it('with the help of a group loads neither the AWS SDK nor the other groups', async () => {
    const { packages, files } = await loadedBy('user', '--help');
    expect(packages.filter((name) => name.startsWith('@aws-sdk'))).toEqual([]);
    expect(files.filter((path) => path.endsWith('-commands.ts'))).toEqual([
      'infra/operator/users/user-commands.ts',
    ]);
  });

  it('tells its version', async () => {
    expect(await latchkey(['--version'])).toEqual({
      exitCode: 0,
      stdout: `${manifest.version}\n`,
      stderr: '',
    });
  });

  it.each([
    ['help tenant', 'grace'],
    ['tenant --help', 'grace'],
    ['help user', 'rebind'],
    ['flows --help', 'show'],
    ['tenant key --help', 'promote'],
  ])('%s lists the commands of the group', async (line, command) => {
    const { exitCode, stdout } = await latchkey(line.split(' '));
    expect(exitCode).toBe(0);
    expect(stdout).toContain(command);
  });
});
