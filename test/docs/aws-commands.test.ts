import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as deploy from '@aws-sdk/client-codedeploy';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as events from '@aws-sdk/client-eventbridge';
import * as kms from '@aws-sdk/client-kms';
import * as lambda from '@aws-sdk/client-lambda';
import * as sqs from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { documentAt } from './document.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The clients that are here anyway: they know every operation of their service. */
const clients: Readonly<Record<string, object>> = { deploy, dynamodb, events, kms, lambda, sqs };

/** The operations of other services that the documents use, as AWS's command reference has them. */
const others: ReadonlySet<string> = new Set([
  ...['describe-certificate', 'import-certificate', 'list-certificates', 'request-certificate'].map(
    (name) => `acm ${name}`,
  ),
  ...[
    'create-backup-plan',
    'create-backup-selection',
    'create-backup-vault',
    'list-copy-jobs',
    'list-recovery-points-by-backup-vault',
    'put-backup-vault-access-policy',
    'put-backup-vault-lock-configuration',
    'start-copy-job',
    'start-restore-job',
    'update-global-settings',
    'update-region-settings',
  ].map((name) => `backup ${name}`),
  ...[
    'continue-update-rollback',
    'delete-stack',
    'describe-stacks',
    'detect-stack-drift',
    'list-stack-resources',
    'update-termination-protection',
  ].map((name) => `cloudformation ${name}`),
  'cloudfront get-distribution',
  'cloudtrail lookup-events',
  'dynamodb wait',
  'iam create-open-id-connect-provider',
  'iam put-role-policy',
  'route53 get-health-check-status',
  'route53 update-health-check',
  'sso login',
]);

/** Every command that a document names, as `service operation`. */
const commandsIn = (path: string) =>
  [...documentAt(path).matchAll(/\baws ([a-z][a-z0-9]*) ([a-z][a-z0-9]*(?:-[a-z0-9]+)*)\b/g)].map(
    ([, service = '', operation = '']) => `${service} ${operation}`,
  );

const pascal = (operation: string) =>
  operation.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());

function isKnown(command: string): boolean {
  const [service = '', operation = ''] = command.split(' ');
  const client = clients[service];
  return others.has(command) || (client !== undefined && `${pascal(operation)}Command` in client);
}

const documents = globSync(['*.md', 'docs/*.md'], { cwd: root }).filter(
  (path) => commandsIn(path).length > 0,
);

describe.each(documents)('the AWS commands of %s', (path) => {
  it('are commands that AWS has', () => {
    expect(commandsIn(path).filter((command) => !isKnown(command))).toEqual([]);
  });
});

it('a mistyped command is found', () => {
  expect(['dynamodb describe-tabel', 'route53 list-checks', 'kms enable-keys'].filter(isKnown)).toEqual([]);
  expect(isKnown('dynamodb describe-table')).toBe(true);
  expect(documents).toEqual(
    expect.arrayContaining(['docs/incidents.md', 'docs/operating.md', 'docs/runbook.md']),
  );
});

describe('docs/incidents.md', () => {
  const text = documentAt('docs/incidents.md');
  const [, ...sections] = text.split(/^## /m);
  const titles = sections.map((section) => section.split('\n')[0] ?? '');

  it('lists every incident with its first step', () => {
    const listed = [...text.matchAll(/^\| \[([^\]]+)\]\(#/gm)].map(([, title = '']) => title);
    expect(listed).toEqual(titles);
    expect(titles).toEqual(
      expect.arrayContaining([
        'Entra is down',
        'The edge is broken',
        'A certificate is not renewed',
        'A secret has leaked',
        'An account is compromised',
        'Restore under pressure',
      ]),
    );
  });

  it('says of each time of a restore where it is from', () => {
    const restore = sections.find((section) => section.startsWith('Restore under pressure')) ?? '';
    const rows = restore.split('\n').filter((line) => /^\| (?!step|---)/.test(line));
    expect(rows.length).toBeGreaterThan(6);
    expect(rows.filter((row) => /\bAWS: /.test(row)).length).toBeGreaterThanOrEqual(3);
    expect(rows.filter((row) => /\b[Mm]easured\b/.test(row)).length).toBeGreaterThanOrEqual(3);
  });
});
