import { expect, it } from 'vitest';
import { differences, type Json } from './template-differences.ts';

const base = {
  Api: {
    Type: 'AWS::Api',
    Properties: { Size: 1, Tags: ['a', 'b', 'c'], Arn: { 'Fn::Join': ['', ['x', 'y']] } },
  },
  Table: { Type: 'AWS::Table' },
};

const cases: readonly (readonly [what: string, changed: Json, lines: readonly string[]])[] = [
  ['nothing where nothing differs', structuredClone(base), []],
  [
    'a changed value with its place',
    { ...base, Api: { ...base.Api, Properties: { ...base.Api.Properties, Size: 2 } } },
    ['- Api/Properties/Size: 1', '+ Api/Properties/Size: 2'],
  ],
  ['a removed resource, part by part', { Api: base.Api }, ['- Table/Type: "AWS::Table"']],
  [
    'an added resource, part by part',
    { ...base, Key: { Type: 'AWS::Key', Properties: { Spec: { Bits: 2048 } } } },
    ['+ Key/Type: "AWS::Key"', '+ Key/Properties/Spec/Bits: 2048'],
  ],
  [
    'an item that joins a list, without those behind it',
    { ...base, Api: { ...base.Api, Properties: { ...base.Api.Properties, Tags: ['a', 'new', 'b', 'c'] } } },
    ['+ Api/Properties/Tags/1: "new"'],
  ],
  [
    'an item that leaves a list',
    { ...base, Api: { ...base.Api, Properties: { ...base.Api.Properties, Tags: ['a', 'c'] } } },
    ['- Api/Properties/Tags/1: "b"'],
  ],
  [
    'a computed value as a whole',
    {
      ...base,
      Api: { ...base.Api, Properties: { ...base.Api.Properties, Arn: { 'Fn::Join': ['', ['x', 'z']] } } },
    },
    [
      '- Api/Properties/Arn: {"Fn::Join":["",["x","y"]]}',
      '+ Api/Properties/Arn: {"Fn::Join":["",["x","z"]]}',
    ],
  ],
  [
    'a list that becomes empty',
    { ...base, Api: { ...base.Api, Properties: { ...base.Api.Properties, Tags: [] } } },
    ['- Api/Properties/Tags/0: "a"', '- Api/Properties/Tags/1: "b"', '- Api/Properties/Tags/2: "c"'],
  ],
  [
    'a record that is no record any more',
    { ...base, Table: null },
    ['- Table/Type: "AWS::Table"', '+ Table: null'],
  ],
];

it.each(cases)('tells %s', (_, changed, lines) => {
  expect(differences(base, changed)).toEqual(lines);
});
