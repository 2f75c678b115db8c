import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib';
import { buildStage } from './build-stage.ts';
import { bundleFunctions } from './bundling/bundles.ts';
import { enforcePolicies } from './policies.ts';
import { readEmergency, readStage } from './stages.ts';

const bundles = fileURLToPath(new URL('../dist', import.meta.url));

try {
  const app = new App();
  const stage = readStage(app.node.tryGetContext('stage'), app.node.tryGetContext('stages'));
  const emergency = readEmergency(app.node.tryGetContext('emergency'));
  buildStage(app, stage, bundleFunctions(bundles), { emergency });
  enforcePolicies(app);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
