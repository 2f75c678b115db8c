import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunctions, unbundled } from '../../infra/bundling/bundles.ts';
import type { ExampleStage } from '../../infra/documents/example-stages.ts';
import { type Resource, synthesize } from '../infra/synthesize.ts';

/** One stack as `npm run synth` writes it to the disk. */
export interface Stack {
  readonly name: string;
  readonly region: string;
  readonly account: string;
  readonly resources: Readonly<Record<string, Resource>>;
  readonly outputs: Readonly<Record<string, Output>>;
  /** The folder behind a key of the bucket of assets. */
  folderOf(s3Key: string): string;
}

interface Output {
  readonly Value: unknown;
  readonly Export?: { readonly Name: string };
}

/** Everything that is deployed of one stage, templates and bundles. */
export interface Assembly {
  readonly stacks: readonly Stack[];
  remove(): void;
}

/** What stands in the place of account and region where a stage leaves them to its credentials. */
const somewhere = { account: '123456789012', region: 'us-east-1' } as const;

/**
 * Synthesizes a stage as the operator does. @param bundled False if the test does not look at the code: the templates are
 * the same but for the names of the assets.
 */
export function assemble(stage: ExampleStage, { bundled = true } = {}): Assembly {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-parity-'));
  const outdir = join(folder, 'assembly');
  const codeOf = bundled ? bundleFunctions(join(folder, 'bundles')) : unbundled;
  const { app } = synthesize(stage, { codeOf, outdir });
  const stacks = app.synth().stacks.map(({ stackName, templateFullPath, environment }): Stack => {
    const { Resources, Outputs = {} } = readJson(templateFullPath) as {
      readonly Resources: Stack['resources'];
      readonly Outputs?: Stack['outputs'];
    };
    const { files } = readJson(join(outdir, `${stackName}.assets.json`)) as {
      readonly files: Readonly<Record<string, { readonly source: { readonly path: string } }>>;
    };
    return {
      name: stackName,
      account: known(environment.account, somewhere.account),
      region: known(environment.region, somewhere.region),
      resources: Resources,
      outputs: Outputs,
      folderOf(s3Key) {
        const path = files[s3Key.replace(/\.zip$/, '')]?.source.path;
        if (path === undefined) throw new Error(`${stackName} has no asset ${s3Key}`);
        return join(outdir, path);
      },
    };
  });
  return { stacks, remove: () => rmSync(folder, { recursive: true }) };
}

/** The service stack of a stage, in the first of its regions. */
export function serviceOf({ stacks }: Pick<Assembly, 'stacks'>, stage: ExampleStage): Stack {
  const service = stacks.find(({ name }) => name === `Latchkey-${stage}-Service`);
  if (service === undefined) throw new Error(`${stage} has no service stack`);
  return service;
}

function known(value: string, otherwise: string): string {
  return value.startsWith('unknown-') ? otherwise : value;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
