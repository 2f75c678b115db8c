import { App } from 'aws-cdk-lib';
import { buildStage } from '../build-stage.ts';
import { unbundled } from '../bundling/bundles.ts';
import { type Acknowledgement, acknowledgementsIn } from '../policies.ts';
import { exampleStage, exampleStages } from './example-stages.ts';
import { rolesTable } from './roles.ts';

/** The acknowledgements of the example stages, of which one or another has everything switched on. */
function acknowledgements(): readonly Acknowledgement[] {
  return exampleStages.flatMap((name) => {
    const app = new App();
    buildStage(app, exampleStage(name), unbundled);
    return acknowledgementsIn(app);
  });
}

/** docs/policy.md. */
export function policyDocument(): string {
  const wheres = new Map<string, Set<string>>();
  for (const { rule, path, reason } of acknowledgements()) {
    const row = `| ${rule.replace(/\[.*\]$/, '')} | WHERE | ${reason} |`;
    wheres.set(row, (wheres.get(row) ?? new Set()).add(placeOf(path)));
  }
  const rows = [...wheres].map(([row, places]) => row.replace('WHERE', () => [...places].join(', ')));
  return `# Policy

Every stack is held to the packs AwsSolutions and Serverless of cdk-nag, and every template to CDK's own validation,
whenever it is synthesized: one finding that nobody has acknowledged, and there is no deployment. These are
acknowledged. The reason stands in the code beside the construct, and a test finds each that is no longer needed.

Made by \`npm run docs\`.

| rule | where | reason |
|---|---|---|
${rows.sort().join('\n')}

## What each function may do

Beside writing to its own log group, and with everything switched on. A function that is not here may do nothing else. No
role has a wildcard or a managed policy; a test runs every function at everything that it does, and finds no call without
its grant and no grant without its call.

${rolesTable()}`;
}

/** `Latchkey-full-Service/Api` as it is called in every stage: `Service/Api`. */
function placeOf(path: string): string {
  return path.replace(/^Latchkey-[a-z0-9]+-([A-Za-z]+)(?:-[a-z0-9-]+)?/, '$1');
}
