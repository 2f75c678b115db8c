import { fileURLToPath } from 'node:url';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { buildStage } from './build-stage.ts';
import { bundleFunctions } from './constructs/bundles.ts';
import { readStage } from './stages.ts';

const bundles = fileURLToPath(new URL('../dist', import.meta.url));

try {
  const app = new App();
  const stage = readStage(app.node.tryGetContext('stage'), app.node.tryGetContext('stages'));
  buildStage(app, stage, bundleFunctions(bundles));
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
