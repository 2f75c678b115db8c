import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { encode } from 'fast-png';
import { afterAll, describe, expect, it } from 'vitest';
import { appProfiles } from '../../../../infra/apps/app-profiles.ts';
import {
  readVendorFacts,
  vendorFactsTemplate,
} from '../../../../infra/operator/gallery/answers/vendor-facts.ts';
import {
  oldPageWarnings,
  requirementPages,
} from '../../../../infra/operator/gallery/requirements/requirement-pages.ts';
import { latchkey, type Surroundings, useLocalTables } from '../../../harness/command.ts';
import { useLog } from '../../../harness/logged.ts';
import { port, sendToProduct } from './local-product.ts';

const root = mkdtempSync(join(tmpdir(), 'latchkey-gallery-'));
afterAll(() => rmSync(root, { recursive: true }));
useLog();

const facts = {
  publisher: 'Contoso',
  partnerOneId: '7654321',
  submissionId: '11680398-5b31-4e47-a61d-191e7e638e85',
  description: 'Counts hours.',
  websiteUrl: 'https://time.contoso.com/',
  privacyUrl: 'https://time.contoso.com/privacy',
  termsOfUseUrl: 'https://time.contoso.com/terms',
  engineeringContact: { name: 'Kim', email: 'kim@contoso.com' },
  supportContact: { name: 'Help desk', email: 'help@contoso.com' },
  documentationUrl: 'https://time.contoso.com/help/sso',
  editions: ['Enterprise'],
  clouds: ['Public'],
  enforcement: 'A switch for each customer; owners keep a password.',
  testedWithEntraOn: '2026-11-20',
  logos: { square: 'square.png', rectangle: 'rectangle.png' },
};

function logo(width: number, height: number): Uint8Array {
  const data = new Uint8Array(width * height * 4);
  data.set([20, 60, 200, 255], Math.floor(width * height * 2) - (Math.floor(width * height * 2) % 4));
  return encode({ width, height, data, depth: 8, channels: 4 });
}

/** A folder with facts and logos beside them. */
function prepared(name: string, more: object = {}): { readonly facts: string; readonly folder: string } {
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'square.png'), logo(215, 215));
  writeFileSync(join(folder, 'rectangle.png'), logo(150, 122));
  writeFileSync(join(folder, 'facts.json'), JSON.stringify({ ...facts, ...more }));
  return { facts: join(folder, 'facts.json'), folder };
}

interface Answers {
  readonly answers: readonly { readonly field: string; readonly value?: string; readonly asks: string }[];
  readonly open: readonly string[];
  readonly logos: readonly { readonly faults: readonly string[] }[];
  readonly documentation: { readonly source: string };
}

async function answersOf(words: readonly string[], more: Surroundings = {}) {
  const args = ['gallery', 'answers', ...words, '--json'];
  const { exitCode, stdout } = await latchkey(args, more);
  const document = JSON.parse(stdout) as { answers: Answers; warnings?: { code: string }[] };
  return { exitCode, ...document };
}

describe('gallery answers', () => {
  it.each(appProfiles())('has a value for every field of $displayName', async ({ id }) => {
    const { facts: path, folder } = prepared(id);

    const { exitCode, answers } = await answersOf([id, '--facts', path, '--folder', folder]);

    expect([exitCode, answers.open]).toEqual([0, []]);
    expect(answers.answers.filter(({ value }) => value === undefined)).toEqual([]);
    expect(answers.answers.every(({ asks }) => Object.hasOwn(requirementPages, asks))).toBe(true);
    expect(answers.logos.flatMap(({ faults }) => faults)).toEqual([]);
    expect(readFileSync(join(folder, 'answers.txt'), 'utf8')).toContain('Nothing is open.');
  });

  it('says which flows, addresses and identifiers an app has', async () => {
    const { facts: path, folder } = prepared('values');
    const answerTo = async (app: string, field: string) =>
      (await answersOf([app, '--facts', path, '--folder', folder])).answers.answers.find(
        (each) => each.field === field,
      )?.value;

    expect(await answerTo('timetrack', 'Sign-in flows')).toBe('IdP-initiated and SP-initiated');
    expect(await answerTo('trakstar', 'Sign-in flows')).toBe('SP-initiated');
    expect(await answerTo('timetrack', 'Reply URL (Assertion Consumer Service URL)')).toBe(
      'https://<tenant>.timetrackenterprise.com/api/v2/azure/callback',
    );
    expect(await answerTo('trakstar', 'How the application identifies users')).toMatch(
      /object ID .*\(immutable\)/,
    );
  });

  it('lists what is open without a file of facts, and is no failure', async () => {
    const { exitCode, answers } = await answersOf(['timetrack', '--folder', join(root, 'open')]);
    expect(exitCode).toBe(0);
    expect(answers.open).toContain(
      'Partner One ID (Microsoft Partner Network ID) (partnerOneId in the file of facts)',
    );
    expect(answers.documentation.source).toContain('npx latchkey article timetrack');
  });

  it('fails for a logo or a document with a fault', async () => {
    const { facts: path, folder } = prepared('faulty', { document: 'help.md' });
    writeFileSync(join(folder, 'square.png'), logo(214, 215));
    writeFileSync(join(folder, 'help.md'), '# Sign on\n');

    const { exitCode, answers } = await answersOf(['timetrack', '--facts', path, '--folder', folder]);

    expect(exitCode).toBe(1);
    expect(answers.open).toContain('square.png: It has 214 × 215 pixels, not 215 × 215.');
    expect(answers.open.filter((each) => each.startsWith('documentation, '))).toHaveLength(7);
  });

  it('reads documentation from its public address, and refuses one that needs an account', async () => {
    const { facts: path, folder } = prepared('public', { document: 'https://time.contoso.com/help/sso' });
    const words = ['timetrack', '--facts', path, '--folder', folder];
    const answer = (status: number) => async () => ({
      status,
      location: undefined,
      setCookies: [],
      body: '# Help',
    });

    const read = await answersOf(words, { send: answer(200) });
    expect(read.answers.documentation.source).toBe('https://time.contoso.com/help/sso');
    const { stdout, exitCode } = await latchkey(['gallery', 'answers', ...words, '--json'], {
      send: answer(302),
    });
    expect([exitCode, JSON.parse(stdout).error.code]).toEqual([1, 'file-unreadable']);
  });

  it.each<[string, string, string]>([
    ['no JSON', '{', 'It is not JSON'],
    ['an unknown field', '{"publischer":"x"}', 'publischer'],
    ['a Partner ID in letters', '{"partnerOneId":"contoso"}', 'digits alone'],
    ['an http address', '{"privacyUrl":"http://contoso.com"}', 'https://'],
    ['an empty text', '{"publisher":" "}', 'It is empty'],
  ])('refuses %s in the file of facts, and names the field', (_, json, message) => {
    expect(() => readVendorFacts(json)).toThrow(message);
  });

  it('prints a template that it reads, and takes none of its examples for an answer', async () => {
    const { stdout } = await latchkey(['gallery', 'answers', 'timetrack', '--template']);
    const read = readVendorFacts(stdout);
    expect(JSON.parse(stdout)).toEqual(vendorFactsTemplate);
    expect(Object.keys(read).sort()).toEqual(['clouds', 'document', 'logos', 'testedWithEntraOn']);
  });

  it('fits 80 columns but for addresses', async () => {
    const { facts: path, folder } = prepared('narrow');
    const { stdout } = await latchkey(
      ['gallery', 'answers', 'timetrack', '--facts', path, '--folder', folder],
      { columns: 80 },
    );
    const wide = stdout.split('\n').filter((line) => line.length > 80 && !line.includes('https://'));
    expect(wide.filter((line) => !line.includes(root))).toEqual([]);
  });
});

describe('the pages that the requirements come from', () => {
  it('are Microsoft’s, with the dates that they show', () => {
    for (const { url, dated } of Object.values(requirementPages)) {
      expect(url).toMatch(/^https:\/\/learn\.microsoft\.com\/en-us\/entra\//);
      expect(new Date(dated).toISOString().slice(0, 10)).toBe(dated);
    }
  });

  it('are warned about from the 91st day on', () => {
    const dates = Object.values(requirementPages).map(({ dated }) => Date.parse(dated));
    const oldest = Math.min(...dates);
    const day = 86_400_000;
    expect(oldPageWarnings(new Date(oldest + 90 * day))).toEqual([]);
    const [warning] = oldPageWarnings(new Date(oldest + 91 * day));
    expect(warning?.code).toBe('requirements-old');
    expect(warning?.message).toContain(new Date(oldest).toISOString().slice(0, 10));
  });
});

describe('gallery report', () => {
  const local = useLocalTables();
  const environment = () => ({ ...local.environment(), PORT: String(port) });

  it('is ready where every row passed at a public address and nothing is open', async () => {
    const { facts: path, folder } = prepared('report');
    const send = sendToProduct(local.tables());
    await latchkey(['gallery', 'check', 'timetrack', '--local', '--folder', folder], {
      environment: environment(),
      send,
    });
    const report = (...more: readonly string[]) =>
      latchkey(['gallery', 'report', 'timetrack', '--facts', path, '--folder', folder, ...more]);

    const ofMachine = await report();
    expect(ofMachine.exitCode).toBe(1);
    expect(ofMachine.stdout).toContain('which Microsoft cannot reach');

    const check = join(folder, 'check.json');
    const public_ = readFileSync(check, 'utf8').replace(
      /"origin": "[^"]+"/,
      '"origin": "https://sso.contoso.com"',
    );
    writeFileSync(check, public_);
    const { exitCode, stdout } = await report();
    expect(stdout).toContain('TimeTrack is ready to submit.');
    expect(exitCode).toBe(0);
    const page = readFileSync(join(folder, 'report.html'), 'utf8');
    expect(page).toContain('Ready to submit.');
    expect(page).toContain('7654321');
    expect(page).toContain('version of 2026-08-26');
    expect(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))).toMatchObject({
      ready: true,
      obstacles: [],
    });

    for (const [pattern, by, obstacle] of [
      [/"startedAt": "2026/, '"startedAt": "2025', 'days old'],
      [/"version": "[^"]+"/, '"version": "0.1.0"', 'ran with Latchkey 0.1.0'],
      [/"verdict": "pass"/, '"verdict": "fail"', 'failed in the row sp-working'],
    ] as const) {
      writeFileSync(check, public_.replace(pattern, by));
      const refused = JSON.parse((await report('--json')).stdout) as { report: { obstacles: string[] } };
      expect(refused.report.obstacles.join(' ')).toContain(obstacle);
    }
  });

  it('escapes what facts and pages say', async () => {
    const { facts: path, folder } = prepared('escaped', { publisher: '<script>alert(1)</script>' });
    cpSync(dirname(prepared('report').facts), folder, {
      recursive: true,
      filter: (name) => !name.endsWith('facts.json'),
    });
    await latchkey(['gallery', 'report', 'timetrack', '--facts', path, '--folder', folder]);
    const page = readFileSync(join(folder, 'report.html'), 'utf8');
    expect(page).not.toContain('<script');
    expect(page).toContain('&lt;script&gt;alert(1)');
  });

  it('says to run the check first, and takes the result of no other app', async () => {
    const missing = await latchkey(['gallery', 'report', 'timetrack', '--folder', join(root, 'nowhere')]);
    expect(missing.exitCode).toBe(1);
    expect(missing.stderr).toContain('npx latchkey gallery check timetrack');
    const other = await latchkey(['gallery', 'report', 'trakstar', '--folder', join(root, 'report')]);
    expect(other.stderr).toContain('not a result of gallery check for trakstar');
  });
});
