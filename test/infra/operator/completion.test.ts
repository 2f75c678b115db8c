import { execFile } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { wantsColors } from '../../../infra/operator/terminal.ts';
import { latchkey } from '../../harness/command.ts';

const complete = async (...words: string[]) => {
  const { stdout } = await latchkey(['complete', '--', ...words]);
  return stdout.split('\n').flatMap((line) => (line === '' ? [] : [line.split('\t')[0]]));
};

describe('completion', () => {
  it.each<[string, string[], string[]]>([
    [
      'commands',
      [''],
      [
        ...['app', 'tenant', 'key-claim', 'setup-link', 'client', 'user', 'session', 'flow', 'gallery'],
        ...['explain', 'article', 'doctor', 'completion'],
      ],
    ],
    ['commands below commands', ['tenant', 'key', ''], ['list', 'add', 'promote', 'retire', 'remove']],
    ['how one begins', ['user', 're'], ['rename', 'rebind', 'remove']],
    ['commands about sign-ins', ['fl'], ['flow']],
    ['options of a list', ['flow', 'list', 'timetrack', 'acme', '--ref'], ['--refused']],
    ['the same behind the plural', ['flows', 'list', 'timetrack', 'acme', '--ref'], ['--refused']],
    ['apps', ['tenant', 'show', 't'], ['timetrack', 'trakstar']],
    ['apps behind options with values', ['--stage', 'beta', 'tenant', 'show', ''], ['timetrack', 'trakstar']],
    ['options', ['tenant', 'add', 'timetrack', 'acme', '--meta'], ['--metadata-url', '--metadata-file']],
    ['the options of every command', ['user', 'list', '--j'], ['--json']],
    ['shells', ['completion', ''], ['bash', 'zsh', 'fish']],
    ['nothing for a tenant', ['tenant', 'show', 'timetrack', ''], []],
    ['nothing for the value of an option', ['tenant', 'add', '--certificate', ''], []],
  ])('offers %s', async (_, words, expected) => expect(await complete(...words)).toEqual(expected));

  it('offers whole words to bash, by asking the command', { timeout: 60_000 }, async () => {
    const script = `
      latchkey() { "${process.execPath}" infra/operator/latchkey.ts "$@"; }
      source <(latchkey completion bash)
      COMP_WORDS=(latchkey tenant key pr); COMP_CWORD=3; _latchkey; echo "\${COMPREPLY[@]}"
    `;
    const cwd = new URL('../../../', import.meta.url);
    const stdout = await new Promise<string>((resolve, reject) => {
      execFile('bash', ['-c', script], { cwd }, (error, text) => (error ? reject(error) : resolve(text)));
    });
    expect(stdout).toBe('promote\n');
  });

  it.each(['bash', 'zsh', 'fish'])('has a script for %s', async (shell) => {
    const { exitCode, stdout } = await latchkey(['completion', shell]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('latchkey complete --');
  });

  it('knows no other shell', async () => {
    expect(await latchkey(['completion', 'tcsh'])).toMatchObject({ exitCode: 2 });
  });
});

describe('colours', () => {
  it.each<[boolean, Record<string, string>, boolean]>([
    [true, {}, true],
    [true, { NO_COLOR: '' }, true],
    [true, { NO_COLOR: '1' }, false],
    [true, { TERM: 'dumb' }, false],
    [false, {}, false],
  ])('on a terminal: %s, with %j: %s', (isTerminal, environment, expected) => {
    expect(wantsColors(environment, isTerminal)).toBe(expected);
  });

  it('never get into what a program reads', async () => {
    expect((await latchkey(['--help'])).stdout).not.toContain('\u001b');
  });
});
