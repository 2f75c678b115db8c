import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { latchkey } from '../../../harness/command.ts';

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-app-'));
  await latchkey([
    ...['app', 'new', '--to', folder, '--yes'],
    ...['--from-article', 'docs/examples/contoso-time.md'],
  ]);
});
afterEach(() => rmSync(folder, { recursive: true }));

const check = (...args: readonly string[]) => latchkey(['app', 'check', ...args, '--in', folder]);
const path = (name = 'contoso-time') => join(folder, `${name}.json`);
const textOf = (name?: string) => readFileSync(path(name), 'utf8');
/** Writes the document with a part of its text replaced. */
function write(part: string, replacement: string, name = 'contoso-time') {
  const text = textOf();
  expect(text).toContain(part);
  writeFileSync(path(name), text.replace(part, replacement));
}
const lineOf = (part: string) =>
  textOf()
    .split('\n')
    .findIndex((line) => line.includes(part)) + 1;

describe('latchkey app check', () => {
  it('accepts the documents of this project', async () => {
    const { exitCode, stdout } = await latchkey(['app', 'check']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/All \d+ documents can be deployed\.$/m);
    expect(stdout).toMatch(/^Note: infra\/apps\/trakstar\.json:\d+: Entra keeps an Identifier once/m);
  });

  it('shows each address of a tenant in both directions', async () => {
    const { exitCode, stdout } = await check('contoso-time');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /Reply URL +https:\/\/contoso\.contosotime\.example\/saml\/acs +assertion-consumer of contoso/,
    );
    expect(stdout).toMatch(
      /Sign on URL +https:\/\/contoso\.contosotime\.example\/saml\/login +sign-on of contoso/,
    );
  });

  it('prints one JSON document', async () => {
    const { stdout } = await check('--json');
    expect(JSON.parse(stdout)).toMatchObject({
      valid: true,
      between: [],
      apps: [
        {
          app: 'contoso-time',
          faults: [],
          addresses: expect.arrayContaining([
            {
              label: 'Logout Url',
              url: 'https://contoso.contosotime.example/saml/logout',
              endpoint: 'logout',
              tenant: 'contoso',
            },
          ]),
        },
      ],
    });
  });

  it.each([
    ['a wrong value', '"trust": "certificate"', '"trust": "password"', 'trust'],
    ['an unknown field', '"trust": "certificate"', '"trust": "certificate",\n  "colour": "red"', 'colour'],
    [
      'a plain address',
      '"https://{tenant}.contosotime.example/saml/acs"',
      '"http://{tenant}.contosotime.example/saml/acs"',
      'urls.replyUrls.0',
    ],
    ['a missing field', '"landing": "/welcome",\n', '', 'landing'],
    ['another id', '"id": "contoso-time"', '"id": "contoso"', 'id'],
  ])('says line and field of %s', async (_, part, replacement, field) => {
    write(part, replacement);
    const { exitCode, stdout } = await check('contoso-time');
    expect(exitCode).toBe(1);
    const last = field.split('.')[1] ?? field;
    const line = Math.max(1, lineOf(`"${last}"`));
    expect(stdout).toContain(`${path()}:${line}: ${field}`);
    expect(stdout).toContain('1 fault');
    expect(JSON.parse((await check('contoso-time', '--json')).stdout)).toMatchObject({
      valid: false,
      apps: [{ faults: [{ line, field }] }],
    });
  });

  it('says the line of text that is no JSON', async () => {
    write('"trust": "certificate",', '"trust" "certificate",');
    const { exitCode, stdout } = await check('contoso-time');
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`${path()}:${lineOf('"trust"')}: is no JSON here: colon expected`);
  });

  it('compares the documents with each other', async () => {
    write('"id": "contoso-time"', '"id": "copy"', 'copy');
    const { exitCode, stdout } = await check();
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/Between the documents:\n(?:.*\n)*.*(?:contoso-time.*copy|copy.*contoso-time)/);
  });

  it('warns of what Entra refuses', async () => {
    const long = `https://{tenant}.contosotime.example/saml/${'a'.repeat(180)}`;
    write('"https://{tenant}.contosotime.example/saml/acs"', `"${long}"`);
    const { stdout } = await check('contoso-time');
    expect(stdout).toContain('Entra takes at most 256 characters as Reply URL');
  });

  it('suggests the name that was meant', async () => {
    const { exitCode, stderr } = await check('contoso-tiem');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Did you mean contoso-time?');
  });

  it('fits 80 columns', async () => {
    const { stdout } = await latchkey(['app', 'check', '--in', folder], { columns: 80 });
    const wide = stdout.split('\n').filter((line) => line.length > 80 && line.includes(' '.repeat(3)));
    expect(wide).toEqual([]);
  });
});
