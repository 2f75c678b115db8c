import { describe, expect, it } from 'vitest';
import { changeLines, changeSet, deletionOf, leftBehind } from './change-set.ts';
import type { DeployedResource, Deployment } from './deployment.ts';
import { refusals } from './refusals.ts';

type Resources = Readonly<Record<string, DeployedResource>>;

const stack = (Resources: Resources, name = 'Service', region = 'eu-central-1') => ({
  name,
  region,
  template: { Resources },
});
const table = (properties: object, policy = 'Retain'): DeployedResource => ({
  Type: 'AWS::DynamoDB::GlobalTable',
  Properties: { TableName: 'tenants', ...properties },
  DeletionPolicy: policy,
  UpdateReplacePolicy: policy,
});
const record = (name: string, more: object = {}): DeployedResource => ({
  Type: 'AWS::Route53::RecordSet',
  Properties: { HostedZoneId: 'Z1', Name: name, Type: 'A', ...more },
});
const changes = (before: Resources, after: Resources) =>
  changeLines(changeSet([stack(before)], [stack(after)]));

describe('a change set', () => {
  it('is empty for equal templates', () => {
    expect(changes({ T: table({}) }, { T: table({}) })).toEqual([]);
  });

  it('creates, deletes and releases', () => {
    expect(changes({}, { T: table({}) })).toEqual(['Service: created T']);
    expect(changes({ T: table({}, 'Delete') }, {})).toEqual(['Service: deleted T']);
    expect(changes({ T: table({}) }, {})).toEqual(['Service: released T']);
    expect(changes({ T: table({}, 'RetainExceptOnCreate') }, {})).toEqual(['Service: released T']);
  });

  it('updates in place what the registry lets change', () => {
    expect(changes({ T: table({}) }, { T: table({ Replicas: [{ Region: 'eu-west-1' }] }) })).toEqual([
      'Service: updated T (Replicas)',
    ]);
  });

  it('replaces by createOnlyProperties, and says whether the old one stays', () => {
    expect(changes({ T: table({}) }, { T: table({ TableName: 'other' }) })).toEqual([
      'Service: replaced T (TableName), keeps the old one',
    ]);
    expect(changes({ R: record('a.example.com.') }, { R: record('b.example.com.') })).toEqual([
      'Service: replaced R (Name)',
    ]);
  });

  it('changes with it what refers to a replaced resource, as far as that goes', () => {
    const role = (Path: string): DeployedResource => ({ Type: 'AWS::IAM::Role', Properties: { Path } });
    const others: Resources = {
      Policy: { Type: 'AWS::IAM::Policy', Properties: { Roles: [{ Ref: 'Role' }] } },
      Fn: { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
      Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Fn' } } },
      Api: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'api' } },
    };
    expect(changes({ Role: role('/a/'), ...others }, { Role: role('/b/'), ...others })).toEqual([
      'Service: replaced Role (Path)',
      'Service: updated Policy (Roles)',
      'Service: updated Fn (Role)',
    ]);
  });

  it('tells a changed policy of deployment without a change of the resource', () => {
    expect(changes({ T: table({}) }, { T: { ...table({}), DeletionPolicy: 'Delete' } })).toEqual([
      'Service: updated T (DeletionPolicy)',
    ]);
  });

  it('leaves a stack that the stage no longer has, until the operator deletes it', () => {
    const before: Deployment = [stack({ T: table({}) }), stack({ R: record('a.') }, 'Edge', 'us-east-1')];
    const after: Deployment = [stack({ T: table({}) })];
    expect(changeSet(before, after)).toEqual([]);
    expect(leftBehind(before, after).map(({ name }) => name)).toEqual(['Edge']);
    expect(changeLines(leftBehind(before, after).flatMap(deletionOf))).toEqual(['Edge: deleted R']);
  });
});

describe('CloudFormation refuses', () => {
  it('to replace a resource that keeps its name', () => {
    const before = [stack({ T: table({}) })];
    const after = [stack({ T: table({ KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] }) })];
    expect(refusals(before, after)).toEqual(['Service: T cannot be replaced: Service/T has tenants']);
  });

  it('to give a name that another stack has until later, or that has the same host without failover', () => {
    const holder = stack({ R: record('a.') }, 'Edge', 'us-east-1');
    const moved = stack({ R: record('a.') });
    expect(refusals([stack({}), holder], [moved])).toEqual([
      'Service: R cannot be created: Edge/R has Z1 a. A',
    ]);
    expect(refusals([stack({}), holder], [moved], ['Edge'])).toEqual([]);
    expect(refusals([holder], [stack({}, 'Edge', 'us-east-1'), moved])).toEqual([]);
    const failover = stack({ R: record('a.', { SetIdentifier: 'second', Failover: 'SECONDARY' }) });
    expect(refusals([stack({}), holder], [failover])).toHaveLength(1);
  });

  it('to make one record of two that fail over, while the other stands', () => {
    const first = stack({ R: record('a.', { SetIdentifier: 'first' }) });
    const second = stack({ R: record('a.', { SetIdentifier: 'second' }) }, 'Second', 'eu-west-1');
    const alone = stack({ R: record('a.') });
    expect(refusals([first, second], [alone])).toEqual([
      'Service: R cannot be updated: Second/R has Z1 a. A second',
    ]);
    expect(refusals([first, second], [alone], ['Second'])).toEqual([]);
    expect(refusals([alone], [first, second])).toEqual([]);
  });

  it('nothing about the same name in another region', () => {
    const other = stack({ T: table({}) }, 'Data', 'eu-west-1');
    expect(refusals([other], [other, stack({ T: table({}) })])).toEqual([]);
  });

  it('a resource that changes its type', () => {
    const before = [stack({ T: table({ TableName: { Ref: 'X' } }) })];
    expect(refusals(before, [stack({ T: record('a.') })])).toEqual([
      'Service: T cannot become AWS::Route53::RecordSet: it is AWS::DynamoDB::GlobalTable',
    ]);
  });

  it('to take away an export that another stack still imports', () => {
    const Exported = { Value: 1, Export: { Name: 'Exported' } };
    const exporting = {
      ...stack({}, 'Data'),
      template: { Resources: {}, Outputs: { Exported } },
    };
    const importing = stack({ R: record('a.', { HostedZoneId: { 'Fn::ImportValue': 'Exported' } }) });
    const bare = stack({}, 'Data');
    expect(refusals([exporting, importing], [bare, stack({})])).toEqual([
      'Data: the export Exported cannot change or go: Service imports it',
    ]);
    expect(refusals([exporting, stack({})], [bare, stack({})])).toEqual([]);
  });
});
