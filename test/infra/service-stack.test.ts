import { describe, expect, it } from 'vitest';
import type { FunctionName } from '../../functions/routes.ts';
import { functionRecords } from '../../infra/functions/function-records.ts';
import { type Permission, permissionsIn } from './permissions.ts';
import { propertiesOf, resourcesOf, synthesize, templateOf } from './synthesize.ts';

const { service } = synthesize('plain').stacks;
const template = templateOf(service);
const functions = propertiesOf(template, 'AWS::Lambda::Function');
const names = [...service.functions.keys()];

/** What the role of a function may do to the tables, as `flows GetItem`. */
const grantsOf = (name: FunctionName) => permissionsIn(template, service, name).map(asText);
const asText = ({ on, action }: Permission) => `${on} ${action}`;
const log = ['log CreateLogStream', 'log PutLogEvents'];

describe('the functions', () => {
  it('run on Node 24 and arm64, as what a deployment made live', () => {
    expect(functions).toHaveLength(names.length);
    for (const each of functions) {
      expect(each).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
      });
    }
    const aliases = propertiesOf(template, 'AWS::Lambda::Alias');
    expect(aliases.map(({ Name }) => Name)).toEqual(names.map(() => 'live'));
  });

  it('have no tracer and no line a call beside their own', () => {
    for (const each of functions) {
      expect(each).not.toHaveProperty('TracingConfig');
      expect(each).not.toHaveProperty('Layers');
      expect(each).toMatchObject({ LoggingConfig: { LogFormat: 'JSON', SystemLogLevel: 'WARN' } });
    }
  });

  it.each(names)('%s has the memory and the time that its settings say, with a reason', (name) => {
    const { memoryMb, timeoutSeconds, reason } = functionRecords[name];
    const each = functions.find(({ Description }) => String(Description).endsWith(`: ${name}`));

    expect(each).toMatchObject({ MemorySize: memoryMb, Timeout: timeoutSeconds });
    expect(reason).toMatch(/\.$/);
  });

  it('give up after the store has, and before the API does', () => {
    for (const [name, { timeoutSeconds }] of Object.entries(functionRecords)) {
      // The readiness check makes one attempt, of one second.
      const ownSeconds = { healthz: 0, 'not-found': 0, readyz: 2 * 1 }[name];
      const storeSeconds = ownSeconds ?? 3 * 3;
      expect(timeoutSeconds).toBeGreaterThan(storeSeconds);
      expect(timeoutSeconds).toBeLessThan(30);
    }
  });

  it('keep their log for as long as the stage says, each its own', () => {
    const groups = propertiesOf(template, 'AWS::Logs::LogGroup');
    expect(groups).toHaveLength(names.length + 1);
    for (const group of groups) expect(group).toMatchObject({ RetentionInDays: 90 });
  });

  it('reserve concurrency only where the stage says so', () => {
    const { service: full } = synthesize('full').stacks;
    const reserved = propertiesOf(templateOf(full), 'AWS::Lambda::Function')
      .filter((each) => each['ReservedConcurrentExecutions'] !== undefined)
      .map(({ Description, ReservedConcurrentExecutions }) => [Description, ReservedConcurrentExecutions]);

    expect(reserved).toEqual([
      ['Latchkey full: sign-on', 100],
      ['Latchkey full: assertion-consumer', 150],
    ]);
    expect(functions.some((each) => 'ReservedConcurrentExecutions' in each)).toBe(false);
  });
});

describe('a role', () => {
  it.each([
    [
      'sign-on',
      [
        ...log,
        'tenants GetItem',
        'tenants BatchGetItem',
        'flows GetItem',
        'flows PutItem',
        'flows UpdateItem',
      ],
    ],
    ['metadata', [...log, 'tenants GetItem', 'tenants BatchGetItem']],
    ['session', [...log, 'tenants BatchGetItem', 'flows GetItem', 'flows UpdateItem']],
    [
      'welcome',
      [
        ...log,
        ...['tenants BatchGetItem', 'tenants GetItem', 'tenants UpdateItem'],
        ...['flows GetItem', 'flows BatchGetItem', 'flows/by-user Query', 'flows UpdateItem'],
      ],
    ],
    ['sign-out', [...log, 'tenants GetItem', 'flows GetItem', 'flows UpdateItem']],
    [
      'logout',
      [
        ...log,
        ...['tenants GetItem', 'tenants BatchGetItem', 'flows GetItem'],
        ...['flows/by-session-index Query', 'flows/by-user Query', 'flows UpdateItem'],
      ],
    ],
    [
      'schedule-refresh',
      [
        ...log,
        'tenants/by-turn Query',
        ...['flows/by-time Query', 'flows BatchGetItem', 'flows UpdateItem'],
        ...['queue SendMessage', 'bus PutEvents'],
      ],
    ],
    [
      'announce-session-ends',
      [
        ...log,
        ...['flows/by-user Query', 'flows/by-time Query', 'flows/by-session-index Query'],
        ...['flows BatchGetItem', 'flows UpdateItem'],
        ...['flows stream', 'tenants stream'].flatMap((stream) =>
          ['DescribeStream', 'GetRecords', 'GetShardIterator'].map((action) => `${stream} ${action}`),
        ),
        ...['SendMessage', 'GetQueueAttributes', 'GetQueueUrl'].map((action) => `dead letters ${action}`),
        ...['notices SendMessage', 'bus PutEvents'],
      ],
    ],
    [
      'notify-clients',
      [
        ...log,
        'tenants GetItem',
        ...['key:TokenSigning1', 'key:TokenSigning2'].flatMap((key) => [
          `${key} Sign`,
          `${key} GetPublicKey`,
        ]),
        ...[
          'ReceiveMessage',
          'ChangeMessageVisibility',
          'GetQueueUrl',
          'DeleteMessage',
          'GetQueueAttributes',
        ].map((action) => `notices ${action}`),
      ],
    ],
    [
      'refresh-metadata',
      [
        ...log,
        ...['GetItem', 'BatchGetItem', 'PutItem', 'DeleteItem'].map((action) => `tenants ${action}`),
        ...['ReceiveMessage', 'DeleteMessage', 'ChangeMessageVisibility'].map((action) => `queue ${action}`),
        ...['queue GetQueueAttributes', 'queue GetQueueUrl', 'bus PutEvents'],
      ],
    ],
    [
      'check-sign-in',
      [
        ...log,
        ...['tenants GetItem', 'tenants PutItem', 'key:Check Sign', 'key:Check GetPublicKey'],
        'everything GetMetricData',
      ],
    ],
    [
      'check-release',
      [
        ...log,
        ...['tenants GetItem', 'tenants PutItem', 'key:Check Sign', 'key:Check GetPublicKey'],
        ...Array.from({ length: 4 }, () => 'versions InvokeFunction'),
        ...Array.from({ length: 13 }, () => 'deployments PutLifecycleEventHookExecutionStatus'),
      ],
    ],
    ['discovery', [...log, 'key:TokenSigning1 GetPublicKey', 'key:TokenSigning2 GetPublicKey']],
    [
      'authorize',
      [
        ...log,
        ...['tenants GetItem', 'tenants BatchGetItem', 'flows GetItem', 'flows PutItem', 'flows UpdateItem'],
      ],
    ],
    [
      'token',
      [
        ...log,
        ...['tenants GetItem', 'tenants BatchGetItem', 'flows GetItem', 'flows UpdateItem'],
        ...['key:TokenSigning1 Sign', 'key:TokenSigning1 GetPublicKey'],
        ...['key:TokenSigning2 Sign', 'key:TokenSigning2 GetPublicKey'],
      ],
    ],
    ['userinfo', [...log, 'tenants GetItem', 'tenants BatchGetItem', 'flows GetItem']],
    [
      'end-session',
      [
        ...log,
        ...['tenants GetItem', 'flows GetItem', 'flows UpdateItem'],
        ...['key:TokenSigning1 GetPublicKey', 'key:TokenSigning2 GetPublicKey'],
      ],
    ],
    ['healthz', log],
    ['readyz', [...log, 'tenants GetItem']],
    ['not-found', log],
  ] as const)('lets %s do exactly %j', (name, grants) => {
    expect(grantsOf(name).sort()).toEqual([...grants].sort());
  });

  const writes = (permission: string) => /(?:Put|Update|Delete|Write)/.test(permission);

  it('lets sign-on write no user, tenant or key', () => {
    expect(grantsOf('sign-on').filter((each) => each.startsWith('tenants') && writes(each))).toEqual([]);
  });

  it('lets metadata write nothing at all', () => {
    expect(grantsOf('metadata').filter((each) => !each.startsWith('log') && writes(each))).toEqual([]);
  });

  it.each(['check-sign-in', 'check-release'] as const)(
    'lets %s touch no items but those of the check tenant',
    (name) => {
      const role = service.functions.get(name)?.role?.node.id ?? '';
      const [statement, ...others] = propertiesOf(template, 'AWS::IAM::Policy')
        .filter(({ Roles }) => JSON.stringify(Roles).includes(role))
        .flatMap(
          ({ PolicyDocument }) => (PolicyDocument as { Statement: Record<string, unknown>[] }).Statement,
        )
        .filter(({ Action }) => JSON.stringify(Action).includes('dynamodb:'));

      expect(others).toEqual([]);
      expect(statement?.['Condition']).toEqual({
        'ForAllValues:StringEquals': {
          'dynamodb:LeadingKeys': ['timetrack#latchkey-check', 'trakstar#latchkey-check'],
        },
      });
    },
  );

  // The page that greets people writes the one count by which a person ends all of their own sessions.
  it('lets nobody but the assertion consumer, the page that greets, the set-up page and the background write to the tenants', () => {
    expect(
      names.filter((name) => grantsOf(name).some((each) => /^tenants/.test(each) && writes(each))),
    ).toEqual([
      'assertion-consumer',
      'welcome',
      'setup',
      'refresh-metadata',
      'check-sign-in',
      'check-release',
    ]);
  });

  it('never names an action or a resource by a wildcard, but for the one action that has no resources', () => {
    const counts = '{"Action":"cloudwatch:GetMetricData","Effect":"Allow","Resource":"*"}';
    const [before, after, ...more] = JSON.stringify(propertiesOf(template, 'AWS::IAM::Policy')).split(counts);
    expect(more).toEqual([]);
    expect(`${before}${after}`).not.toContain('*');
  });

  it('of a function has no managed policy, and is its own', () => {
    for (const each of functions) expect(JSON.stringify(each['Role'])).toContain('Role');
    expect(new Set(functions.map(({ Role }) => JSON.stringify(Role))).size).toBe(functions.length);
    for (const role of propertiesOf(template, 'AWS::IAM::Role')) {
      const forFunctions = JSON.stringify(role['AssumeRolePolicyDocument']).includes('lambda.amazonaws.com');
      if (forFunctions) expect(role).not.toHaveProperty('ManagedPolicyArns');
    }
  });
});

describe('a key', () => {
  const full = synthesize('full').stacks;
  const fullTemplate = templateOf(full.service);

  it('is for the functions that need it, by the actions that they need', () => {
    const uses = names.flatMap((name) =>
      permissionsIn(fullTemplate, full.service, name)
        .filter(({ action }) => /Decrypt|Sign|Encrypt|Verify|GetPublicKey|Generate/.test(action))
        .map((permission) => `${name} ${asText(permission)}`),
    );

    expect(uses.sort()).toEqual([
      'assertion-consumer key:Decryption1 Decrypt',
      'assertion-consumer key:Decryption2 Decrypt',
      'authorize key:RequestSigning1 Sign',
      'check-release key:Check GetPublicKey',
      'check-release key:Check Sign',
      'check-sign-in key:Check GetPublicKey',
      'check-sign-in key:Check Sign',
      'discovery key:TokenSigning1 GetPublicKey',
      'discovery key:TokenSigning2 GetPublicKey',
      'end-session key:RequestSigning1 Sign',
      'end-session key:TokenSigning1 GetPublicKey',
      'end-session key:TokenSigning2 GetPublicKey',
      'logout key:RequestSigning1 Sign',
      'notify-clients key:TokenSigning1 GetPublicKey',
      'notify-clients key:TokenSigning1 Sign',
      'notify-clients key:TokenSigning2 GetPublicKey',
      'notify-clients key:TokenSigning2 Sign',
      'sign-on key:RequestSigning1 Sign',
      'sign-out key:RequestSigning1 Sign',
      'token key:TokenSigning1 GetPublicKey',
      'token key:TokenSigning1 Sign',
      'token key:TokenSigning2 GetPublicKey',
      'token key:TokenSigning2 Sign',
    ]);
  });

  it('is nobody’s where the stage has it switched off', () => {
    const names = Object.keys(resourcesOf(template, 'AWS::KMS::Key'));
    expect(names).toHaveLength(1);
    expect(names[0]).toMatch(/^SignInChecksKey/);
  });
});
