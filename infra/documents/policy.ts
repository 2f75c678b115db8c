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

Every synthesis checks each stack with the packs AwsSolutions and Serverless of cdk-nag, and each template with CDK's own
validation. A finding that is not acknowledged stops the deployment. The table lists the acknowledged findings. Their
reasons stand in the code beside the construct, and a test finds each one that is no longer needed.

\`npm run docs\` writes this page.

| rule | where | reason |
|---|---|---|
${rows.sort().join('\n')}

## What each function may do

Permissions of each role in a stage with everything switched on. Each function may also write to its own log group. A
function that is not listed may do nothing else. No role has a wildcard or a managed policy. A test runs everything that each
function does, and finds no call without its permission and no permission without its call.

${rolesTable()}`;
}

/** `Latchkey-full-Service/Api` as it is called in every stage: `Service/Api`. */
function placeOf(path: string): string {
  return path.replace(/^Latchkey-[a-z0-9]+-([A-Za-z]+)(?:-[a-z0-9-]+)?/, '$1');
}
