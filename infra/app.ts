import { App } from 'aws-cdk-lib';
import { DataStack } from './stacks/data-stack.ts';
import { ServiceStack } from './stacks/service-stack.ts';
import { readStage } from './stages.ts';

const app = new App();
const stage = readStage(app.node.tryGetContext('stage'));
const data = new DataStack(app, `Latchkey-${stage.name}-Data`, { terminationProtection: true });

new ServiceStack(app, `Latchkey-${stage.name}-Service`, { stage, tables: data.tables });
