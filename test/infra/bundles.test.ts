import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { FunctionName } from '../../functions/routes.ts';
import { bundleFunctions } from '../../infra/constructs/bundles.ts';
import { tableActions } from '../../infra/constructs/table-actions.ts';
import { gallery } from '../../shared/apps/gallery.ts';
import { productionSite } from '../../shared/apps/site.ts';
import { writeSites } from '../../shared/apps/sites-variable.ts';

/** The most that a bundle may weigh, in kB (1,000 bytes): each one is read at every cold start. */
const budgetKb: Readonly<Record<FunctionName, number>> = {
  'sign-on': 1_060,
  'assertion-consumer': 560,
  metadata: 1_060,
  logout: 1_080,
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
  LATCHKEY_SITES: writeSites(Object.values(gallery).map(productionSite)),
  AWS_REGION: 'eu-central-1',
};

const outdir = mkdtempSync(join(tmpdir(), 'latchkey-bundles-'));
bundleFunctions(outdir);

const bundles = (Object.keys(tableActions) as FunctionName[]).map((name) => {
  const folder = join(outdir, 'functions', name);
  const text = readFileSync(join(folder, 'index.mjs'), 'utf8');
  return {
    name,
    folder,
    files: readdirSync(folder),
    text,
    sizeKb: Math.round(Buffer.byteLength(text) / 1_000),
  };
});

afterAll(() => rmSync(outdir, { recursive: true }));

// The size stands in the test's name, so that a verbose run is the table of sizes.
describe.each(bundles)('the bundle of $name, $sizeKb kB', ({ name, folder, files, text, sizeKb }) => {
  it('keeps to its budget', () => {
    expect(sizeKb).toBeLessThanOrEqual(budgetKb[name]);
  });

  it('is one file; its source map is kept beside it and never deployed', () => {
    expect(files).toEqual(['index.mjs']);
    expect(text).not.toContain('sourceMappingURL');
    expect(JSON.parse(readFileSync(join(outdir, 'source-maps', `${name}.mjs.map`), 'utf8'))).toMatchObject({
      version: 3,
    });
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
