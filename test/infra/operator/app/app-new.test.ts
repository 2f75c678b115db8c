import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { latchkey, type Surroundings } from '../../../harness/command.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-app-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const article = 'docs/examples/contoso-time.md';
const answers = {
  name: 'Contoso Time',
  replyUrls: ['https://<tenant>.contosotime.example/saml/acs'],
  identifier: 'https://<tenant>.contosotime.example/saml/metadata',
  signOnUrl: 'https://<tenant>.contosotime.example/saml/login',
  initiatedBy: 'both',
  itemPath: '/items/{id}',
  landing: '/home',
  trust: 'thumbprint',
  paidFeature: true,
  activated: false,
  usersCreatedBy: 'support',
  support: 'https://help.contosotime.example',
  tenantNoun: 'workspace',
  settingsPage: 'Settings > Single sign-on',
};

const appNew = (args: readonly string[], surroundings?: Surroundings) =>
  latchkey(['app', 'new', '--to', folder, ...args], surroundings);
const written = (name: string) => readFileSync(join(folder, name), 'utf8');

describe('latchkey app new, from answers', () => {
  const file = () => {
    const path = join(folder, 'answers');
    writeFileSync(path, JSON.stringify(answers));
    return path;
  };

  it('writes the document and the article, and says what to do next', async () => {
    const { exitCode, stdout, stderr } = await appNew(['--answers', file(), '--yes']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(JSON.parse(written('contoso-time.json'))).toMatchObject({
      id: 'contoso-time',
      displayName: 'Contoso Time',
      support: { name: 'Contoso Time support', url: 'https://help.contosotime.example' },
      urls: {
        identifier: 'https://{tenant}.contosotime.example/saml/metadata',
        replyUrls: ['https://{tenant}.contosotime.example/saml/acs'],
        signOnUrl: 'https://{tenant}.contosotime.example/saml/login',
        metadataUrl: 'https://{tenant}.contosotime.example/saml/metadata',
        logoutUrl: 'https://{tenant}.contosotime.example/saml/logout',
        setupUrl: 'https://{tenant}.contosotime.example/saml/setup',
      },
      initiatedBy: ['sp', 'idp'],
      relayState: { form: '<ID>', landing: '/items/{id}' },
      landing: '/home',
      trust: 'thumbprint',
      paidFeature: true,
      users: { activated: false },
    });
    expect(written('contoso-time.md')).toContain('# Configure Contoso Time for single sign-on');
    expect(written('contoso-time.md')).toContain('**Settings** > **Single sign-on**');
    expect(stdout).toContain('https://contoso.contosotime.example/saml/acs');
    expect(stdout).toContain('$ npx latchkey app check contoso-time');
  });

  it('prints one JSON document', async () => {
    const { stdout, exitCode } = await appNew(['--answers', file(), '--json']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      app: 'contoso-time',
      files: [join(folder, 'contoso-time.json'), join(folder, 'contoso-time.md')],
      document: { id: 'contoso-time' },
      next: ['npx latchkey app check contoso-time', 'npm start', expect.anything(), expect.anything()],
    });
  });

  it('writes nothing with --dry-run', async () => {
    const { stdout } = await appNew(['--answers', file(), '--yes', '--dry-run']);
    expect(stdout).toContain('"displayName": "Contoso Time"');
    expect(existsSync(join(folder, 'contoso-time.json'))).toBe(false);
  });

  it('takes --set before the file, and the argument before both', async () => {
    await appNew(['time', '--answers', file(), '--set', 'landing=/elsewhere', '--set', 'id=other', '--yes']);
    expect(JSON.parse(written('time.json'))).toMatchObject({ id: 'time', landing: '/elsewhere' });
  });

  it('never replaces files without being told', async () => {
    await appNew(['--answers', file(), '--yes']);
    const again = await appNew(['--answers', file(), '--yes', '--set', 'id=contoso-time']);
    expect(again.exitCode).toBe(2);
    expect(again.stderr).toContain('There is an application contoso-time.');
    const replaced = await appNew([
      'contoso-time',
      '--answers',
      file(),
      '--yes',
      '--replace',
      '--set',
      'landing=/new',
    ]);
    expect(replaced.exitCode).toBe(0);
    expect(JSON.parse(written('contoso-time.json'))).toMatchObject({ landing: '/new' });
  });

  it('refuses an address that another application has, with both names', async () => {
    await appNew(['--answers', file(), '--yes']);
    const { exitCode, stderr } = await appNew(['other', '--answers', file(), '--yes']);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/contoso-time \(.*\) and other \(.*\) could be the same address/);
    expect(stderr).toContain("--set 'replyUrls=…'");
  });

  it.each([
    [['--set', 'colour=red'], /There is no question colour/],
    [['--set', 'landig=/x'], /Did you mean landing\?/],
    [['--set', 'landing'], /--set trust=thumbprint/],
    [['--set', 'landing=home'], /landing: Enter a path/],
    [['--answers', '/nowhere/at/all'], /no such file/],
  ])('refuses %j', async (args, message) => {
    const { exitCode, stderr } = await appNew([...args, '--yes']);
    expect(exitCode).toBeGreaterThan(0);
    expect(stderr).toMatch(message);
  });

  it.each(['[]', '{', '{"nmae": "x"}'])('refuses a file of answers with %s', async (content) => {
    const path = join(folder, 'answers');
    writeFileSync(path, content);
    expect(await appNew(['--answers', path, '--yes'])).toMatchObject({ exitCode: 2 });
  });

  it('names every question that is left without an answer', async () => {
    const { exitCode, stderr } = await appNew(['--set', 'name=Contoso']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      'These answers are missing: replyUrls, identifier, signOnUrl, initiatedBy, support.',
    );
    expect(stderr).toContain('--set initiatedBy=sp|idp|both');
  });
});

describe('latchkey app new, from an article', () => {
  it('says what it read and what is open, and needs no more answers', async () => {
    const { exitCode, stderr } = await appNew(['--from-article', article, '--yes']);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/Reply URL +https:\/\/\{tenant\}\.contosotime\.example\/saml\/acs/);
    expect(stderr).toMatch(/Customers have a +workspace/);
    expect(JSON.parse(written('contoso-time.json'))).toMatchObject({
      displayName: 'Contoso Time',
      trust: 'certificate',
      initiatedBy: ['sp', 'idp'],
      users: { activated: true },
    });
    expect(written('contoso-time.md')).toContain('`https://<WORKSPACE>.contosotime.example/saml/acs`');
  });

  it('has what it read in the JSON document', async () => {
    const { stdout } = await appNew(['--from-article', article, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      article: { understood: expect.arrayContaining([{ fact: 'Name', value: 'Contoso Time' }]), open: [] },
    });
  });

  it('reads stdin', async () => {
    const input = readFileSync(new URL(`../../../../${article}`, import.meta.url), 'utf8');
    expect(await appNew(['--from-article', '-', '--yes'], { input })).toMatchObject({ exitCode: 0 });
  });

  it('of a page that is no article, says so and asks', async () => {
    const { exitCode, stderr } = await appNew(['--from-article', '-', '--yes'], { input: 'Hello' });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('has nothing that an article of the Entra gallery says');
    expect(stderr).toContain('These answers are missing: name, id, replyUrls');
  });
});

describe('latchkey app new, in a terminal', () => {
  const person: Readonly<Record<string, readonly string[]>> = {
    'Name of the application': ['Contoso Time'],
    'Reply URL, with': ['http://contosotime.example', 'https://<tenant>.contosotime.example/saml/acs'],
    'Who may begin': ['sp'],
    'Whom customers ask': ['nobody', 'support@contosotime.example'],
  };

  it('asks, corrects at once, and takes suggestions', async () => {
    const asked: string[] = [];
    const { exitCode, stderr } = await appNew([], {
      answers(question) {
        asked.push(question);
        return Object.entries(person).find(([start]) => question.startsWith(start))?.[1] ?? [];
      },
    });
    expect(exitCode).toBe(0);
    expect(stderr).toContain('Entra takes https addresses only.');
    expect(stderr).toContain('Enter a mail address');
    expect(asked.filter((question) => question.includes('Relay State'))).toEqual([]);
    expect(asked.length).toBeLessThanOrEqual(15);
    expect(JSON.parse(written('contoso-time.json'))).toMatchObject({
      urls: {
        identifier: 'https://{tenant}.contosotime.example/saml/metadata',
        signOnUrl: 'https://{tenant}.contosotime.example/saml/login',
      },
    });
  });

  it('asks only what the article leaves open', async () => {
    const asked: string[] = [];
    await appNew(['--from-article', article], {
      answers(question) {
        asked.push(question.split(/[,;]/)[0] ?? '');
        return [];
      },
    });
    expect(asked.map((question) => question.slice(0, 20))).toEqual([
      'Short name for comma',
      'Path that a Relay St',
      'Path where people la',
      'Is single sign-on a ',
      'Claims that the appl',
    ]);
  });
});
