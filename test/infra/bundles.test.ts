import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { afterAll, describe, expect, it } from 'vitest';
import type { FunctionName } from '../../functions/routes.ts';
import { readStage } from '../../infra/stages.ts';
import { writeSites } from '../../shared/apps/sites-variable.ts';
import { synthesize } from './synthesize.ts';

/** The most that a bundle may weigh, in kB (1,000 bytes): each one is read at every cold start. */
const budgetKb: Readonly<Record<FunctionName, number>> = {
  'sign-on': 1_000,
  'assertion-consumer': 525,
  metadata: 1_000,
  logout: 1_030,
  session: 450,
  'sign-out': 450,
  welcome: 450,
  healthz: 60,
  'not-found': 60,
};

/** Names of the library that writes SAML and of the parser that it brings; they survive minifying. */
const writersOfSaml = /samlify|xmldom/;
const writing: readonly FunctionName[] = ['sign-on', 'metadata', 'logout'];

const environment = {
  TENANTS_TABLE: 'tenants',
  FLOWS_TABLE: 'flows',
  LATCHKEY_SITES: writeSites(readStage(undefined).sites),
  AWS_REGION: 'eu-central-1',
};

const outdir = mkdtempSync(join(tmpdir(), 'latchkey-bundles-'));
const { app, service } = synthesize({ bundled: true, outdir });
const { template } = app.synth().getStackByName(service.stackName);

const bundles = [...service.functions].map(([name, { node }]) => {
  const resource = node.defaultChild;
  if (!(resource instanceof CfnFunction)) throw new Error(`${name} is no function`);
  const { S3Key } = template.Resources[service.getLogicalId(resource)].Properties.Code;
  const folder = join(outdir, `asset.${S3Key.replace('.zip', '')}`);
  const files = readdirSync(folder);
  const text = readFileSync(join(folder, 'index.mjs'), 'utf8');
  return { name, folder, files, text, sizeKb: Math.round(Buffer.byteLength(text) / 1_000) };
});

afterAll(() => rmSync(outdir, { recursive: true }));

// The size stands in the test's name, so that a verbose run is the table of sizes.
describe.each(bundles)('the bundle of $name, $sizeKb kB', ({ name, folder, files, text, sizeKb }) => {
  it('keeps to its budget', () => {
    expect(sizeKb).toBeLessThanOrEqual(budgetKb[name]);
  });

  it('is one file, without a source map', () => {
    expect(files).toEqual(['index.mjs']);
    expect(text).not.toContain('sourceMappingURL');
  });

  it('brings samlify only where SAML is written', () => {
    expect(writersOfSaml.test(text)).toBe(writing.includes(name));
  });

  it('loads on the Node that is deployed, and has a handler', () => {
    const script = "process.stdout.write(typeof (await import('./index.mjs')).handler)";
    const options = { cwd: folder, env: environment, encoding: 'utf8' } as const;

    expect(execFileSync(process.execPath, ['--input-type=module', '--eval', script], options)).toBe(
      'function',
    );
  }, 20_000);
});
