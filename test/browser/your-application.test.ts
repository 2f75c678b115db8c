import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentAt } from '../docs/document.ts';
import { dial } from '../local/dial.ts';
import { launchChromium } from '../set-up/chromium.ts';
import { freePort } from '../set-up/free-port.ts';
import { type LatchkeyProcess, startLatchkey } from '../set-up/latchkey-process.ts';
import { setUpByMetadata } from './set-up-by-metadata.ts';
import { leaveEntra, pickAccount } from './simulated-entra.ts';
import { TourStep } from './tour-document.ts';

/*
 * Walks docs/your-application.md as written, in a copy of the project: each command, link and label comes out of the
 * text.
 */

const port = await freePort();
const dynamoDbPort = await freePort();
const root = `${import.meta.dirname}/../..`;

/** What the document needs of the project: no tests, and no TypeScript that a reader writes. */
const copied = ['docs', 'functions', 'infra', 'shared', 'cdk.json', 'package.json'];

const [, walk = ''] = /\n(1\. .*?)\n\n[^ \d]/s.exec(documentAt('docs/your-application.md')) ?? [];
const steps = walk.split(/^(\d+)\. /m).slice(1);
const step = (title: string): TourStep =>
  steps
    .flatMap((part, index) =>
      index % 2 === 0 ? [new TourStep(Number(part), steps[index + 1] ?? '', port)] : [],
    )
    .find((each) => each.title === title) ?? expect.unreachable(title);

let project: string;
let latchkey: LatchkeyProcess | undefined;
let chromium: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'latchkey-your-application-'));
  await Promise.all([
    ...copied.map((name) => cp(join(root, name), join(project, name), { recursive: true })),
    symlink(join(root, 'node_modules'), join(project, 'node_modules')),
  ]);
  chromium = await launchChromium();
  context = await chromium.newContext();
  context.setDefaultTimeout(15_000);
  page = await context.newPage();
});
afterAll(async () => {
  await chromium?.close();
  await latchkey?.stop();
  await rm(project, { recursive: true });
});

/** Types a command of the document in the folder of the copy. */
async function type([, ...words]: readonly string[]): Promise<string> {
  const { PATH, HOME } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, ['infra/operator/launcher.mjs', ...words], {
    cwd: project,
    env: { PATH, HOME, PORT: `${port}` },
  });
  return stdout;
}

async function typeAll(at: TourStep): Promise<string> {
  let printed = '';
  for (const command of at.commands) printed = await type(command);
  return printed;
}

describe('docs/your-application.md', () => {
  it('describes an application by its article', async () => {
    expect(await typeAll(step('Describe your application'))).toContain(
      step('Describe your application').value('infra/apps/contoso-time.json'),
    );
  });

  it('checks it', async () => {
    expect(await typeAll(step('Check it'))).toContain('The document can be deployed');
  });

  it('runs it', async () => {
    expect(step('Run it').text).toContain('npm start');
    latchkey = await startLatchkey({ port, dynamoDbPort, root: project });
    expect(latchkey.printed()).toContain('Contoso Time');
  });

  it('signs in, at the application and by its tile', async () => {
    const at = step('Sign in');
    await page.goto(at.link(0));
    await pickAccount(page, at.label('B.Simon') as 'B.Simon');
    await leaveEntra(page);
    await page.getByRole('heading', { name: `You landed on ${at.value('/reports/7')}` }).waitFor();
    await page.goto(at.link(1));
    await page.getByRole('link', { name: at.label('Acme') }).click();
    await page.getByRole('heading', { name: at.label('Contoso Time') }).waitFor();
  });

  it('adds a customer, whose administrator leads it to an active connection', async () => {
    const at = step('Add a customer');
    const [link = ''] = /http:\S+/.exec(await typeAll(at)) ?? [];
    const setUp = await context.newPage();
    await setUp.goto(link);
    await setUp.getByRole('button', { name: 'Begin' }).click();
    await page.goto(at.link(0));
    await page.getByRole('link', { name: at.label('New application in Hooli') }).click();
    await page.getByRole('button', { name: at.label('Create Contoso Time') }).click();
    await page.getByRole('button', { name: 'SAML', exact: true }).click();
    await setUpByMetadata({ setUp, admin: page });
    await setUp.close();
    await page.goto(at.link(1));
    await page.getByRole('heading', { name: 'You landed on /', exact: true }).waitFor();
    expect(new URL(page.url()).host).toMatch(/^hooli\.contoso-time\./);
  });

  it('asks who is signed in', async () => {
    const at = step('Ask who is signed in');
    const [, url = ''] = /curl -s -i (\S+)/.exec(at.text) ?? [];
    const session = url.replace('localhost:8080', `localhost:${port}`);
    expect((await dial(session)).status).toBe(401);
    const cookies = await context.cookies(session);
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const signedIn = await dial(session, { headers: { cookie } });
    expect(signedIn.status).toBe(200);
    expect(JSON.parse(signedIn.body)).toMatchObject({ app: 'contoso-time', tenant: 'acme' });
  });
});
