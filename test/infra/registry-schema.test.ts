import { describe, expect, it } from 'vitest';
import { appProfiles } from '../../infra/apps/app-profiles.ts';
import { stageSchemaOf } from '../../infra/stage-schema.ts';
import { schemaErrors } from './registry-schema.ts';
import { settingsOfKinds, stageKinds } from './stage-kinds.ts';
import { synthesize, templateOf } from './synthesize.ts';

describe('every stack fits the registry’s schemas', () => {
  it.each(stageKinds)('of a stage %s', (_, stage, options) => {
    const { stacks } = synthesize(stage, { options });
    const made = Object.values(stacks).filter((stack) => stack !== undefined);
    const errors = made.flatMap((stack) =>
      schemaErrors(templateOf(stack).toJSON() as never).map((error) => `${stack.stackName}: ${error}`),
    );

    expect(made.length).toBeGreaterThan(2);
    expect(errors).toEqual([]);
  });
});

it('every setting of a stage is in some kind', () => {
  const { entries } = stageSchemaOf(appProfiles().map(({ id }) => id));
  expect([...settingsOfKinds].toSorted()).toEqual(Object.keys(entries).toSorted());
});

describe('the check', () => {
  const valid = {
    Type: 'AWS::Lambda::Version',
    Properties: { FunctionName: 'a' },
  };
  it.each([
    ['a type that does not exist', { Type: 'AWS::Lambda::Revision' }],
    ['a mistyped property', { ...valid, Properties: { FunctionName: 'a', Descripton: 'b' } }],
    ['a missing property', { ...valid, Properties: {} }],
    ['a value of another type', { Type: 'AWS::KMS::Alias', Properties: { AliasName: [], TargetKeyId: 'a' } }],
    [
      'a value that is not allowed',
      {
        Type: 'AWS::Lambda::Function',
        Properties: { Code: {}, Role: 'a', PackageType: 'Tar' },
      },
    ],
    [
      'a mistyped property deep inside',
      {
        Type: 'AWS::DynamoDB::GlobalTable',
        Properties: {
          AttributeDefinitions: [],
          KeySchema: [],
          Replicas: [{ Region: 'eu-central-1', DeletionProtection: true }],
        },
      },
    ],
    [
      'an attribute that the resource does not have',
      {
        Type: 'AWS::Lambda::Alias',
        Properties: {
          Name: 'live',
          FunctionName: 'a',
          FunctionVersion: { 'Fn::GetAtt': ['Version', 'Number'] },
        },
      },
    ],
  ])('finds %s', (_, resource) => {
    expect(schemaErrors({ Resources: { Version: valid, Changed: resource } })).toHaveLength(1);
  });

  it('accepts what CloudFormation computes', () => {
    const computed = { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Function' } } };
    expect(schemaErrors({ Resources: { Version: computed } })).toEqual([]);
  });
});
