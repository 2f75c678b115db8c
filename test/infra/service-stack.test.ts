import { describe, expect, it } from 'vitest';
import { type FunctionName, routes } from '../../functions/routes.ts';
import { apiPath } from '../../infra/constructs/api-path.ts';
import { readStage } from '../../infra/stages.ts';
import { readSites, sitesVariable } from '../../shared/apps/sites-variable.ts';
import { propertiesOf, synthesize } from './synthesize.ts';

const { template, service } = synthesize();

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

/** What the role of a function may do: `Tenants` and `Flows` by their actions without `dynamodb:`. */
function grantsOf(name: FunctionName): Readonly<Record<string, readonly string[]>> {
  const role = service.functions.get(name)?.role?.node.id ?? expect.unreachable();
  const statements = Object.entries(template.findResources('AWS::IAM::Policy'))
    .filter(([id]) => id.startsWith(role))
    .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement as Statement[]);
  const grants: Record<string, string[]> = {};
  for (const { Action, Resource } of statements) {
    const resource = JSON.stringify(Resource);
    const on = resource.includes('Tenants') ? 'tenants' : resource.includes('Flows') ? 'flows' : 'log';
    grants[on] = [...(grants[on] ?? []), ...[Action].flat()].map((action) => action.replace('dynamodb:', ''));
  }
  return grants;
}

const log = ['logs:CreateLogStream', 'logs:PutLogEvents'];

describe('the API', () => {
  it('has exactly the routes of the one table, and a default', () => {
    const keys = propertiesOf(template, 'AWS::ApiGatewayV2::Route').map(({ RouteKey }) => RouteKey);

    expect(new Set(keys)).toEqual(
      new Set(['$default', ...routes.map(({ method, path }) => `${method} ${apiPath(path)}`)]),
    );
    expect(keys).toHaveLength(new Set(keys).size);
  });

  it('has no route that ends with a slash, which API Gateway would refuse', () => {
    expect(apiPath('/')).toBe('/');
    expect(apiPath('/auth/saml')).toBe('/auth/saml');
    expect(apiPath('/auth/saml/')).toBe('/auth/saml/{proxy+}');
  });

  it('hands its functions payload 2.0', () => {
    for (const integration of propertiesOf(template, 'AWS::ApiGatewayV2::Integration')) {
      expect(integration).toMatchObject({ PayloadFormatVersion: '2.0' });
    }
  });
});

describe('the functions', () => {
  const functions = propertiesOf(template, 'AWS::Lambda::Function');

  it('run on Node 24 and arm64, knowing both tables and every site', () => {
    expect(functions).toHaveLength(service.functions.size);
    for (const each of functions) {
      expect(each).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Environment: {
          Variables: { TENANTS_TABLE: expect.anything(), FLOWS_TABLE: expect.anything() },
        },
      });
    }
  });

  it('are told sites that the code can read', () => {
    for (const { Environment } of functions) {
      const { Variables } = Environment as { Variables: Record<string, string> };

      expect(readSites(Variables[sitesVariable])).toEqual(readStage(undefined).sites);
    }
  });
});

describe('a role', () => {
  it.each([
    ['sign-on', { log, tenants: ['GetItem'], flows: ['GetItem', 'PutItem'] }],
    ['metadata', { log, tenants: ['GetItem'] }],
    ['session', { log, flows: ['GetItem'] }],
    ['welcome', { log, flows: ['GetItem'] }],
    ['sign-out', { log, flows: ['UpdateItem'] }],
    ['logout', { log, tenants: ['GetItem'], flows: ['Query', 'UpdateItem'] }],
    ['healthz', { log }],
    ['not-found', { log }],
  ] as const)('lets %s do no more than %j', (name, grants) => {
    expect(grantsOf(name)).toEqual(grants);
  });

  it('lets nobody but the assertion consumer write to the tenants', () => {
    const writers = [...service.functions.keys()].filter((name) =>
      grantsOf(name)['tenants']?.some((action) => /Put|Update|Delete|Write/.test(action)),
    );

    expect(writers).toEqual(['assertion-consumer']);
  });

  it('never names an action or a table by a wildcard', () => {
    const policies = JSON.stringify(propertiesOf(template, 'AWS::IAM::Policy'));

    expect(policies).not.toContain('dynamodb:*');
    expect(policies).not.toMatch(/"Resource":"\*"/);
  });

  it('brings no managed policy', () => {
    for (const role of propertiesOf(template, 'AWS::IAM::Role')) {
      expect(role).not.toHaveProperty('ManagedPolicyArns');
    }
  });
});
