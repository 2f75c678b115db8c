import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { App, Stage as CdkStage, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CodeOf } from '../../../infra/bundling/bundles.ts';
import { functionNames } from '../../../infra/functions/function-records.ts';
import { readStage } from '../../../infra/stages.ts';
import { embeddingExamples } from '../../docs/embedding-examples.ts';
import { synthesize, templateOf } from '../synthesize.ts';
import { VendorApp, type WrittenTemplate } from './vendor-app.ts';

type Package = typeof import('../../../infra/embedding/index.ts');

let vendor: VendorApp;
beforeAll(async () => {
  vendor = new VendorApp();
  await vendor.install();
  for (const [name, text] of embeddingExamples()) vendor.write(name, text);
}, 600_000);
afterAll(() => vendor?.remove());

const typesIn = (template: WrittenTemplate | undefined): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { Type } of Object.values(template?.Resources ?? {})) counts[Type] = (counts[Type] ?? 0) + 1;
  return counts;
};

describe('the package, installed into an empty folder', () => {
  it('needs nothing but CDK, and has no TypeScript but types', () => {
    const manifest = JSON.parse(readFileSync(join(vendor.installed, 'package.json'), 'utf8'));
    expect(manifest).not.toHaveProperty('dependencies');
    expect(Object.keys(manifest.peerDependencies)).toEqual(['aws-cdk-lib', 'constructs']);
    const files = readdirSync(vendor.installed, { recursive: true, encoding: 'utf8' });
    expect(files.filter((name) => /(?<!\.d)\.ts$/.test(name))).toEqual([]);
    expect(files.filter((name) => /\.d\.ts$/.test(name)).length).toBeGreaterThan(4);
    expect(
      readdirSync(join(vendor.folder, 'node_modules'))
        .filter((name) => !name.startsWith('.'))
        .sort(),
    ).toEqual(['@types', 'aws-cdk-lib', 'constructs', 'latchkey']);
  });

  // Each function is a bundle of its own: the five of the OpenID Provider take 2 MB.
  it('is smaller than 13 MB', () => {
    const files = readdirSync(vendor.installed, { recursive: true, encoding: 'utf8' });
    const sizes = files.map((name) => statSync(join(vendor.installed, name))).filter((each) => each.isFile());
    expect(sizes.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(13_000_000);
  });

  it('has the licence of everything that is inside', () => {
    const notices = readFileSync(join(vendor.installed, 'NOTICES.txt'), 'utf8');
    for (const name of [
      'samlify',
      'hono',
      'valibot',
      '@aws-sdk/client-dynamodb',
      '@middy/core',
      'commander',
      'csv-parse',
      'fast-png',
      'node-forge',
    ]) {
      expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(\\S+\\)$`, 'm'));
    }
    expect(notices).not.toMatch(/^\S+ \d+\.\d+\.\d+ \(.*GPL/m);
    expect(notices).toMatch(/^node-forge [\d.]+ \(BSD-3-Clause\)$/m);
  });

  it.each(functionNames)('has the bundle of %s', (name) => {
    expect(existsSync(join(vendor.installed, 'functions', name, 'index.mjs'))).toBe(true);
  });

  it('exports what GET /session answers, as types and as JSON Schema', () => {
    vendor.write(
      'who.mts',
      "import type { SessionAnswer, SessionRefused } from 'latchkey/session';\n" +
        "import schema from 'latchkey/session.schema.json' with { type: 'json' };\n" +
        'const answer = {} as SessionAnswer | SessionRefused;\n' +
        "export const who: string = 'error' in answer ? answer.error : answer.user.id;\n" +
        'export const names: string[] = Object.keys(schema.$defs);\n' +
        '// @ts-expect-error The answer has no such field.\n' +
        "export const none = 'error' in answer ? undefined : answer.user.email;\n",
    );
    expect(vendor.compile(['who.mts', '--resolveJsonModule'])).toBe('');
  });

  it('runs the latchkey command', () => {
    const command = join(vendor.folder, 'node_modules/.bin/latchkey');
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'tenant', 'list', '--help'], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] },
    });
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Usage: latchkey tenant list');
  });
});

// Each starts a process that loads all of CDK: seconds, and a minute on a busy machine.
describe('docs/embedding.md', { timeout: 240_000 }, () => {
  const programs = [...embeddingExamples().keys()].filter((name) => name.endsWith('.ts'));

  it('has three programs and an authorizer', () => {
    expect([...embeddingExamples().keys()]).toEqual([
      'app.ts',
      'stages.ts',
      'protected-api.ts',
      'authorizer/index.mjs',
    ]);
  });

  it('has programs that compile, without skipping the checks of libraries', () => {
    expect(vendor.compile(programs)).toBe('');
  });

  it('app.ts makes the API, the functions, the tables and the alarms', () => {
    const { status, stderr, templates } = vendor.synthesize('app.ts');
    expect([status, stderr]).toEqual([0, '']);
    expect([...templates.keys()].sort()).toEqual([
      'Perform: Latchkey-production-Data',
      'Perform: Latchkey-production-Keys',
      'Perform: Latchkey-production-Monitoring',
      'Perform: Latchkey-production-Monitoring-global',
      'Perform: Latchkey-production-Service',
      'Perform: Perform',
    ]);
    expect(typesIn(templates.get('Perform: Latchkey-production-Data'))['AWS::DynamoDB::GlobalTable']).toBe(2);
    const service = typesIn(templates.get('Perform: Latchkey-production-Service'));
    expect(service['AWS::Lambda::Alias']).toBe(functionNames.length);
    expect(service['AWS::ApiGatewayV2::Api']).toBe(1);
    expect(service['AWS::ApiGatewayV2::DomainName']).toBe(1);
    const monitoring = typesIn(templates.get('Perform: Latchkey-production-Monitoring'));
    expect(monitoring['AWS::CloudWatch::Alarm']).toBeGreaterThan(8);
    expect(monitoring['AWS::SNS::Subscription']).toBe(1);
  });

  it('stages.ts makes two deployments in two accounts, each with its keys', () => {
    const { status, stderr, templates } = vendor.synthesize('stages.ts');
    expect([status, stderr]).toEqual([0, '']);
    for (const [stage, name] of [
      ['Trial', 'trial'],
      ['Production', 'production'],
    ]) {
      for (const stack of ['Data', 'Keys', 'Service', 'Monitoring']) {
        expect([...templates.keys()]).toContain(`${stage}: Latchkey-${name}-${stack}`);
      }
    }
  });

  it('protected-api.ts asks the session function, which this API alone may invoke', () => {
    const { status, stderr, templates } = vendor.synthesize('protected-api.ts');
    expect([status, stderr]).toEqual([0, '']);
    const own = Object.values(templates.get('Perform: Perform')?.Resources ?? {});
    const imported = {
      'Fn::ImportValue': expect.stringMatching(/^Latchkey-production-Service:ExportsOutputRefSessionLive/),
    };
    const propertiesOf = (type: string) =>
      own.filter(({ Type }) => Type === type).map(({ Properties }) => Properties);
    expect(propertiesOf('AWS::ApiGatewayV2::Authorizer')).toMatchObject([
      {
        EnableSimpleResponses: true,
        AuthorizerResultTtlInSeconds: 30,
        IdentitySource: ['$request.header.Cookie', '$context.domainName'],
      },
    ]);
    const permissions = propertiesOf('AWS::Lambda::Permission');
    expect(permissions).toContainEqual(
      expect.objectContaining({ FunctionName: imported, Principal: 'apigateway.amazonaws.com' }),
    );
    // The function behind the API gets no permission of Latchkey's.
    expect(propertiesOf('AWS::IAM::Policy')).toEqual([]);
    const [rule] = own.filter(({ Type }) => Type === 'AWS::Events::Rule');
    expect(rule?.Properties).toMatchObject({ EventBusName: 'latchkey-production' });
  });

  it('synthesizes for an app in CommonJS, too', () => {
    vendor.write(
      'common.cjs',
      "const { App } = require('aws-cdk-lib');\nconst { Latchkey } = require('latchkey');\nconst { origins } = new Latchkey(new App(), 'Sso', { stageName: 'beta' });\nif (!('trakstar' in origins)) throw new Error();\n",
    );
    const { status, stderr, templates } = vendor.synthesize('common.cjs');
    expect([status, stderr]).toEqual([0, '']);
    expect([...templates.keys()].map((name) => name.split(': ')[1])).toContain('Latchkey-beta-Service');
  });
});

describe('the construct', { timeout: 240_000 }, () => {
  const env = { account: '123456789012', region: 'eu-central-1' };
  const settings = { decryption: true, noticeAddresses: ['customers@example.com'] };
  const templatesUnder = (scope: Construct) => {
    const { Latchkey } = createRequire(import.meta.url)(vendor.installed) as Package;
    const { stacks } = new Latchkey(scope, 'Sso', { ...settings, stageName: 'beta', env });
    return stacks.map((stack) => templateOf(stack).toJSON() as WrittenTemplate);
  };

  it('makes the templates that Latchkey itself deploys, under whatever flags', () => {
    const codeOf: CodeOf = (name) => join(vendor.installed, 'functions', name);
    const stage = readStage('beta', { beta: { ...settings, ...env } });
    const { data, keys, service, monitoring } = synthesize(stage, { codeOf }).stacks;
    // Names that CDK makes of whole paths, with a hash of each and a hash of all.
    const byPath = /(AllowEventRule|SqsEventSource|ApiScoped)(LatchkeybetaService\w+)(?=")/g;
    const withoutPath = (_: string, connects: string, paths: string) =>
      connects + paths.replace(/[0-9A-F]{8}$/, '').replaceAll(/LatchkeybetaService(\w*?)[0-9A-F]{8}/g, '$1');
    const own = [data, keys, service, monitoring].map((stack) => templateOf(stack).toJSON());
    const app = new App({ context: { '@aws-cdk/aws-iam:minimizePolicies': false } });
    const comparable = (template: object) => {
      const lines = JSON.stringify(template, null, 1)
        .replaceAll(byPath, withoutPath)
        .replaceAll(',\n', '\n')
        .split('\n');
      // A statement's id is for readers. Resources stand in the order of their names.
      return lines.filter((line) => !line.includes('"Sid": "AllowEventRule')).sort();
    };
    expect(templatesUnder(app).map(comparable)).toEqual(own.map(comparable));
  });

  it('keeps every logical ID where it is moved in its app', () => {
    const idsUnder = (scope: Construct) =>
      templatesUnder(scope).map(({ Resources }) => Object.keys(Resources).sort());
    const inApp = idsUnder(new App());
    const inStage = idsUnder(new CdkStage(new App(), 'Production'));
    const inStack = idsUnder(new Stack(new CdkStage(new App(), 'Production'), 'Perform'));
    expect([inStage, inStack]).toEqual([inApp, inApp]);
  });
});
