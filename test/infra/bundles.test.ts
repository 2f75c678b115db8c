import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { FunctionName } from '../../functions/routes.ts';
import { bundleFunctions } from '../../infra/bundling/bundles.ts';
import { functionNames } from '../../infra/functions/function-records.ts';
import { siteEnvironment } from '../harness/site-environment.ts';
import { packagesOf } from './bundle-packages.ts';

/** The most that a bundle may weigh, in kB (1,000 bytes): each one is read at every cold start. */
// Each bundle has the texts of every problem in each language: those about claims and about accounts that a sign-in
// creates take 3 kB, those about reauthentication and several factors 3 kB. Creating users takes 4 kB where users are stored.
// Each that reads flows reads requests of OpenID clients, authentications and ends of sessions (2 kB),
// browsers, idle times and the index of sessions (3 kB).
const budgetKb: Readonly<Record<FunctionName, number>> = {
  // With the search by mail domain.
  'sign-on': 514,
  // It also compares generations, proves keys, claims identities, and names a mistaken Reply URL (450 before).
  // Each function reads addresses by templates of host, path and query (2 kB).
  // It names the methods of an authentication (2 kB).
  'assertion-consumer': 566,
  metadata: 439,
  // It verifies what a directory signs, finds a person by name, and signs its answer: the client of KMS is 61 kB of it.
  logout: 535,
  // As `welcome`, and the authorizer's answers and headers for a proxy.
  session: 398,
  // It writes LogoutRequests (samlify, 44 kB), and signs them where the tenant's requests are signed (KMS, 61 kB).
  'sign-out': 506,
  // Each has the texts of what an OpenID client's request is refused for, in each language (2 kB).
  // It lists a person's sessions and ends them all (7 kB).
  welcome: 402,
  // With the lenient reader of metadata and its tokenizer (37 kB), which no sign-in pays for. The sign-in log searches
  // and says what to change (5 kB). The drawn pages of Entra with their labels in each language take 7 kB, one form at a
  // time and the certificates of a renewal 9 kB.
  // An administrator's page with people and links for colleagues takes 12 kB, the import of people 60 kB: the CSV parser,
  // what directories call their columns in each language, and why a row is refused. A move to another address takes 3 kB.
  setup: 684,
  // Mostly the texts, remedies and Entra labels of every problem, in each language: both answer other methods and
  // addresses with a problem page.
  // The rest is the stack with its log and its metrics.
  // The pages offer a way back, another account and the vendor's contact (3 kB).
  healthz: 134,
  'not-found': 135,
  // The key set and the discovery document: the client of KMS and no table.
  discovery: 342,
  // As `sign-on`, without the set-up page's sign-ins: what it reads of a client and its request takes 10 kB.
  authorize: 526,
  // The client of KMS, and jose for clients that authenticate by a private key (25 kB).
  token: 493,
  userinfo: 402,
  // As `sign-out`, with what verifies an ID token (jose, 13 kB), and the client.
  'end-session': 534,
  // As `session`, without any session: the client of DynamoDB and one read.
  readyz: 314,
  // No request waits for these.
  'schedule-refresh': 320,
  'refresh-metadata': 360,
  'announce-session-ends': 340,
  'notify-clients': 340,
  // It also reads how many sign-ins the hour had a week ago: the client of CloudWatch.
  'check-sign-in': 310,
  'check-release': 520,
};

const environment = {
  TENANTS_TABLE: 'tenants',
  FLOWS_TABLE: 'flows',
  ...siteEnvironment(),
  AWS_REGION: 'eu-central-1',
  LATCHKEY_REFRESH_QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/123456789012/asks',
  LATCHKEY_EVENT_BUS: 'latchkey-test',
  LATCHKEY_TOKEN_SIGNING_KEYS: 'arn:aws:kms:eu-central-1:123456789012:key/tokens',
  LATCHKEY_CHECK_KEY: 'arn:aws:kms:eu-central-1:123456789012:key/check',
  LATCHKEY_NEW_VERSIONS: '{}',
};

const outdir = mkdtempSync(join(tmpdir(), 'latchkey-bundles-'));
bundleFunctions(outdir);

const bundles = functionNames.map((name) => {
  const folder = join(outdir, 'functions', name);
  const text = readFileSync(join(folder, 'index.mjs'), 'utf8');
  const beside = (file: string) => JSON.parse(readFileSync(join(outdir, 'source-maps', file), 'utf8'));
  const sourceMap: { version: number } = beside(`${name}.mjs.map`);
  const inputs: string[] = beside(`${name}.inputs.json`);
  return {
    name,
    folder,
    sourceMap,
    inputs,
    files: readdirSync(folder),
    text,
    sizeKb: Math.round(Buffer.byteLength(text) / 1_000),
  };
});

afterAll(() => rmSync(outdir, { recursive: true }));

// The size stands in the test's name, so that a verbose run is the table of sizes.
describe.each(bundles)(
  'the bundle of $name, $sizeKb kB',
  ({ name, folder, files, text, sourceMap, inputs, sizeKb }) => {
    it('keeps to its budget', () => {
      expect(sizeKb).toBeLessThanOrEqual(budgetKb[name]);
    });

    it('is one file; its source map is kept beside it and never deployed', () => {
      expect(files).toEqual(['index.mjs']);
      expect(text).not.toContain('sourceMappingURL');
      expect(sourceMap.version).toBe(3);
    });

    it('holds the packages that it needs, and no other', () => {
      const packages = inputs.flatMap((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);

      expect([...new Set(packages)].sort()).toEqual([...packagesOf[name]].sort());
    });

    it('loads on the Node that is deployed, and has a handler', () => {
      const script = "process.stdout.write(typeof (await import('./index.mjs')).handler)";
      const options = { cwd: folder, env: environment, encoding: 'utf8' } as const;

      expect(execFileSync(process.execPath, ['--input-type=module', '--eval', script], options)).toBe(
        'function',
      );
    }, 20_000);
  },
);
