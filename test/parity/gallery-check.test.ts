import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ExampleStage } from '../../infra/documents/example-stages.ts';
import type { Terminal } from '../../infra/operator/terminal.ts';
import { sitesVariable } from '../../shared/apps/sites-variable.ts';
import { ask } from '../harness/ask.ts';
import { latchkey, type Outcome } from '../harness/command.ts';
import { lengthOf } from '../harness/tier.ts';
import { type RunningStage, runStage } from './running-stage.ts';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-gallery-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

interface Row {
  readonly name: string;
  readonly expected: string;
  readonly outcome: string;
  readonly verdict: string;
  readonly problem?: string;
  readonly found: string;
  readonly screen?: string;
}

interface Check {
  readonly passed: boolean;
  readonly seconds: number;
  readonly rows: readonly Row[];
}

/** Sends what a command sends to the API of a stage. */
function sendTo(stage: RunningStage): Terminal['send'] {
  return async ({ method, url, cookies, form, headers }) => {
    const asked = { method, url, cookies, headers: { 'accept-language': 'en', ...headers } };
    const answer = await ask(stage.gateway, form === undefined ? asked : { ...asked, form });
    const location = answer.headers?.['location'];
    return {
      status: answer.statusCode ?? 0,
      location: location === undefined ? undefined : String(location),
      setCookies: answer.cookies ?? [],
      body: answer.body ?? '',
    };
  };
}

/** Runs `gallery check` as an operator does with the variables of the stage. */
async function check(
  stage: RunningStage,
  app: string,
  more: Partial<Parameters<typeof latchkey>[1]> = {},
): Promise<{ readonly outcome: Outcome; readonly check: Check }> {
  const variables = Object.assign({}, ...stage.functions.map((each) => each.variables));
  const aws = await stage.client.config.endpoint?.();
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', `${aws?.protocol}//${aws?.hostname}:${aws?.port}`);
  for (const [name, value] of Object.entries({ AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' })) {
    vi.stubEnv(name, value);
  }
  const environment = {
    TENANTS_TABLE: variables['TENANTS_TABLE'],
    FLOWS_TABLE: variables['FLOWS_TABLE'],
    [sitesVariable]: variables[sitesVariable],
    AWS_REGION: 'us-east-1',
  };
  const args = ['gallery', 'check', app, '--folder', join(folder, app), '--json'];
  const outcome = await latchkey(args, {
    environment,
    send: sendTo(stage),
    clock: () => new Date(),
    ...more,
  });
  const { check: result } = JSON.parse(outcome.stdout) as { check: Check };
  return { outcome, check: result };
}

/** Every item of both tables. */
async function itemsOf(stage: RunningStage): Promise<readonly string[]> {
  const keys: string[] = [];
  for (const { TableName } of stage.tables) {
    const { Items = [] } = await stage.client.send(new ScanCommand({ TableName }));
    keys.push(...Items.map((item) => `${item['partitionKey']?.S} ${item['sortKey']?.S ?? ''}`));
  }
  return keys.sort();
}

const failedRows = ({ rows }: Check) => rows.filter(({ verdict }) => verdict === 'fail');

/** `npm test`: one stage and one fault, because each takes a synthesis. */
const stages = lengthOf<readonly ExampleStage[]>({ whole: ['plain', 'full'], sample: ['plain'] });

describe.each(stages)('gallery check of the stage %s as it is synthesized', (name) => {
  let stage: RunningStage;
  beforeAll(async () => {
    stage = await runStage(name);
  });
  afterAll(() => stage.stop());

  it.each([
    ['timetrack', ['claim-missing', 'unsolicited']],
    ['trakstar', ['idp-working', 'idp-expired', 'claim-missing', 'replay-unsolicited']],
  ])(
    'passes every row of %s within five minutes and leaves nothing behind',
    async (app, notDeclared) => {
      const before = await itemsOf(stage);

      const { outcome, check: result } = await check(stage, app);

      expect(failedRows(result)).toEqual([]);
      expect([outcome.exitCode, outcome.stderr, result.passed]).toEqual([0, '', true]);
      const skipped = result.rows.filter(({ verdict }) => verdict === 'skip');
      expect(skipped.map((row) => row.name)).toEqual(notDeclared);
      expect(result.seconds).toBeLessThan(300);
      expect(await itemsOf(stage)).toEqual(before);
      expect(readFileSync(join(folder, app, 'check.html'), 'utf8')).toContain('certificate has expired');
    },
    300_000,
  );

  it('asked AWS for nothing that the roles of its functions do not grant', () => {
    expect(stage.refusals).toEqual([]);
  });
});

/** A release that finds these problems and goes on: its bundle is changed before the function starts. */
async function stageWithout(...codes: readonly string[]): Promise<RunningStage> {
  const stage = await runStage('plain');
  const consumer = stage.functions.find((each) => each.name === 'assertion-consumer');
  const path = join(consumer?.folder ?? '', 'index.mjs');
  let bundle = readFileSync(path, 'utf8');
  for (const code of codes) {
    const broken = bundle.replace(new RegExp(`throw (new [\\w$]+\\("${code}")`), 'void $1');
    expect(broken, code).not.toBe(bundle);
    bundle = broken;
  }
  writeFileSync(path, bundle);
  return stage;
}

const signedIn = 'signed in, and must be refused';

/** What a release overlooks, and what the check says then. */
const faults: readonly {
  readonly fault: string;
  readonly codes: readonly string[];
  readonly rows: readonly (readonly [name: string, found: string])[];
}[] = [
  {
    fault: 'expired certificates are accepted',
    codes: ['certificate-expired'],
    rows: [
      ['sp-expired', signedIn],
      ['idp-expired', signedIn],
    ],
  },
  {
    fault: 'audience, recipient and dates do not count',
    codes: ['audience-mismatch', 'recipient-mismatch', 'assertion-expired', 'certificate-not-yet-valid'],
    rows: [
      ['certificate-later', signedIn],
      ['audience-wrong', signedIn],
      ['recipient-wrong', signedIn],
      ['assertion-expired', 'refused for another reason: confirmation-expired, not assertion-expired'],
    ],
  },
];

describe('gallery check of a broken release', () => {
  it.each(lengthOf({ whole: faults, sample: faults.slice(0, 1) }))(
    'says no where $fault, and names the rows',
    async ({ codes, rows }) => {
      const stage = await stageWithout(...codes);
      try {
        const before = await itemsOf(stage);

        const { outcome, check: result } = await check(stage, 'timetrack');

        expect(outcome.exitCode).toBe(1);
        expect(failedRows(result).map((row) => [row.name, row.found])).toEqual(rows);
        expect(result.passed).toBe(false);
        expect(await itemsOf(stage)).toEqual(before);
      } finally {
        await stage.stop();
      }
    },
    300_000,
  );
});
