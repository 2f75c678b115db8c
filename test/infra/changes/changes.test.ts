import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type AwsText, awsTexts } from '../../../infra/documents/changes/aws-text.ts';
import { type OperatorChange, operatorChanges } from '../../../infra/documents/changes/operator-changes.ts';
import { propertiesOfType, resourceSchema } from '../registry.ts';

const folder = new URL('./', import.meta.url).pathname;
const sources = globSync('*.test.ts', { cwd: folder }).map((file) =>
  readFileSync(`${folder}${file}`, 'utf8'),
);
const changes = Object.entries<OperatorChange>(operatorChanges);
const texts = Object.entries<AwsText>(awsTexts);

it('each change has its proof, and each proof its change', () => {
  const proven = sources.flatMap((text) =>
    [...text.matchAll(/^describeChange\('([a-z-]+)'/gm)].map(([, name = '']) => name),
  );
  expect(proven.toSorted()).toEqual(changes.map(([name]) => name).toSorted());
});

it('each change assumes what AWS says, and each text is assumed', () => {
  for (const [, { assumes }] of changes) expect(assumes.length).toBeGreaterThan(0);
  const assumed = new Set<string>(changes.flatMap(([, { assumes }]) => assumes));
  expect([...assumed].toSorted()).toEqual(texts.map(([name]) => name).toSorted());
});

it.each(texts)('%s is AWS’s own text, or says that it was reported', (_, { says, at, read, reported }) => {
  expect(says.length).toBeGreaterThan(20);
  expect(read).toMatch(/^20\d\d-\d\d-\d\d$/);
  const { hostname, pathname } = new URL(at);
  const isOfAws = /(?:^|\.)(?:aws\.amazon\.com|repost\.aws)$/.test(hostname);
  expect(isOfAws || reported === true, `${hostname}${pathname}`).toBe(true);
});

const inSchemas = texts.flatMap(([name, { says, schema }]) =>
  schema === undefined ? [] : [[name, says, schema] as const],
);

it.each(inSchemas)('%s still says so in the registry’s schemas', (_, says, schema) => {
  const documentation = documentationOf(schema).replaceAll(/\s+/g, ' ');
  for (const part of says.split(' … ')) expect(documentation).toContain(part);
});

/** `AWS::DynamoDB::GlobalTable.Replicas.Region` → what the schema says about it. */
function documentationOf(path: string): string {
  const [type = '', name = '', inner] = path.split('.');
  const property = resourceSchema(type)?.properties[name];
  if (inner === undefined) return property?.documentation ?? '';
  const of = property?.type.type === 'array' ? property.type.element : property?.type;
  return of?.type === 'ref' ? (propertiesOfType(of)[inner]?.documentation ?? '') : '';
}
