import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { routes } from '../../functions/routes.ts';
import { DataStack } from '../../infra/stacks/data-stack.ts';
import { ServiceStack } from '../../infra/stacks/service-stack.ts';
import { readStage } from '../../infra/stages.ts';
import { tableDefinitions } from '../../shared/store/tables.ts';

// What is bundled is looked at by `npm run synth`; here the templates alone are.
const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
const stage = readStage(undefined);
const dataStack = new DataStack(app, 'Data', {});
const serviceStack = new ServiceStack(app, 'Service', { stage, tables: dataStack.tables });
const data = Template.fromStack(dataStack);
const service = Template.fromStack(serviceStack);

const propertiesOf = (template: Template, type: string): Record<string, unknown>[] =>
  Object.values(template.findResources(type)).map(({ Properties }) => Properties);

describe('the data stack', () => {
  const [tenants, flows] = propertiesOf(data, 'AWS::DynamoDB::GlobalTable');

  it('keeps tenants: protected, with point-in-time recovery, never deleted with the stack', () => {
    data.hasResource('AWS::DynamoDB::GlobalTable', { DeletionPolicy: 'Retain' });
    expect(tenants).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      Replicas: [
        {
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        },
      ],
    });
  });

  it('sweeps flows by the attribute that the code writes', () => {
    expect(flows).toMatchObject({
      TimeToLiveSpecification: {
        AttributeName: tableDefinitions.flows.timeToLiveAttribute,
        Enabled: true,
      },
    });
  });

  it('has exactly the indexes that the code asks', () => {
    const namesOf = (table: Record<string, unknown> = {}) => {
      const indexes = table['GlobalSecondaryIndexes'] as { IndexName: string }[];
      return indexes.map(({ IndexName }) => IndexName);
    };

    expect(namesOf(tenants)).toEqual(tableDefinitions.tenants.indexes.map(({ name }) => name));
    expect(namesOf(flows)).toEqual(tableDefinitions.flows.indexes.map(({ name }) => name));
  });
});

describe('the service stack', () => {
  it('has exactly the routes of the one table, and a default', () => {
    const keys = propertiesOf(service, 'AWS::ApiGatewayV2::Route').map(({ RouteKey }) => RouteKey);

    expect(new Set(keys)).toEqual(
      new Set(['$default', ...routes.map(({ method, path }) => `${method} ${path}`)]),
    );
    expect(keys).toHaveLength(new Set(keys).size);
  });

  it('runs every function on Node 24 and arm64', () => {
    const functions = propertiesOf(service, 'AWS::Lambda::Function');

    expect(functions).toHaveLength(new Set(routes.map((route) => route.function)).size + 1);
    for (const each of functions)
      expect(each).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] });
  });

  it.each([
    ['SignOn', ['dynamodb:GetItem', 'dynamodb:PutItem']],
    ['Metadata', ['dynamodb:GetItem']],
    ['Session', ['dynamodb:GetItem']],
    ['SignOut', ['dynamodb:UpdateItem']],
  ])('lets %s do no more than %j', (name, actions) => {
    const policies = Object.entries(service.findResources('AWS::IAM::Policy'))
      .filter(([id]) => id.startsWith(`${name}ServiceRole`))
      .flatMap(
        ([, { Properties }]) => Properties.PolicyDocument.Statement as { Action: string | string[] }[],
      );

    expect(policies.length).toBeGreaterThan(0);
    expect(new Set(policies.flatMap(({ Action }) => Action))).toEqual(new Set(actions));
  });

  it('lets nobody but the assertion consumer write to the tenants', () => {
    const writers = Object.entries(service.findResources('AWS::IAM::Policy')).filter(([, { Properties }]) =>
      (Properties.PolicyDocument.Statement as { Action: string | string[]; Resource: unknown }[]).some(
        ({ Action, Resource }) =>
          JSON.stringify(Resource).includes('Tenants') && /Put|Update|Delete/.test(JSON.stringify(Action)),
      ),
    );

    expect(writers.map(([id]) => id.replace(/ServiceRole.*/, ''))).toEqual(['AssertionConsumer']);
  });
});
