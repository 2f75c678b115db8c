import { describe, expect, it } from 'vitest';
import { backgroundFunctions } from '../../functions/routes.ts';
import { apiPath } from '../../infra/constructs/api-path.ts';
import { accessLogFormat } from '../../infra/constructs/latchkey-api.ts';
import { routes } from '../fixtures/apps.ts';
import { propertiesOf, resourcesOf, synthesize, templateOf } from './synthesize.ts';

const { service } = synthesize('plain').stacks;
const template = templateOf(service);
const stageType = 'AWS::ApiGatewayV2::Stage';
const routeType = 'AWS::ApiGatewayV2::Route';

describe('the API', () => {
  it('has exactly the routes of the one table, and a default', () => {
    const keys = propertiesOf(template, routeType).map(({ RouteKey }) => RouteKey);

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

  it('hands live versions payload 2.0, and nobody else may call them', () => {
    const integrations = propertiesOf(template, 'AWS::ApiGatewayV2::Integration');
    const aliases = Object.keys(resourcesOf(template, 'AWS::Lambda::Alias'));
    const [ofTheSchedule, ofTheApi] = ['events.amazonaws.com', 'apigateway.amazonaws.com'];

    expect(integrations).toHaveLength(aliases.length - backgroundFunctions.length);
    for (const { PayloadFormatVersion, IntegrationUri } of integrations) {
      expect(PayloadFormatVersion).toBe('2.0');
      expect(aliases).toContain((IntegrationUri as { readonly Ref: string }).Ref);
    }
    for (const permission of propertiesOf(template, 'AWS::Lambda::Permission')) {
      const isScheduled = /ScheduleRefresh|CheckSignIn/.test(JSON.stringify(permission['FunctionName']));
      expect(permission).toMatchObject({ Principal: isScheduled ? ofTheSchedule : ofTheApi });
      expect(permission).toHaveProperty('SourceArn');
      expect(aliases).toContain((permission['FunctionName'] as { readonly Ref: string }).Ref);
    }
  });
});

describe('the throttles', () => {
  const [stage] = Object.values(resourcesOf(template, stageType));
  const throttledBy = (ThrottlingRateLimit: number, ThrottlingBurstLimit: number) => ({
    ThrottlingRateLimit,
    ThrottlingBurstLimit,
  });

  it('are one for all, and one each for the ways in, so that a flood of one closes no other door', () => {
    expect(stage?.Properties).toMatchObject({
      StageName: '$default',
      AutoDeploy: true,
      DefaultRouteSettings: throttledBy(200, 400),
      RouteSettings: {
        'GET /': throttledBy(50, 100),
        'HEAD /': throttledBy(50, 100),
        'GET /auth/saml': throttledBy(50, 100),
        'HEAD /auth/saml': throttledBy(50, 100),
        'GET /auth/saml/{proxy+}': throttledBy(50, 100),
        'HEAD /auth/saml/{proxy+}': throttledBy(50, 100),
        'ANY /api/v2/azure/callback': throttledBy(50, 100),
        'ANY /auth/saml/callback': throttledBy(50, 100),
        'ANY /oauth2/authorize': throttledBy(50, 100),
        'ANY /oauth2/token': throttledBy(50, 100),
        'ANY /oauth2/revoke': throttledBy(50, 100),
        'POST /': throttledBy(5, 10),
        'POST /auth/saml': throttledBy(5, 10),
        'POST /auth/saml/{proxy+}': throttledBy(5, 10),
        'POST /auth/saml/metadata': throttledBy(5, 10),
        'POST /api/v2/azure/saml20': throttledBy(5, 10),
      },
    });
    expect(Object.keys(stage?.Properties?.['RouteSettings'] ?? {})).toHaveLength(16);
  });

  it('wait for the routes that they name', () => {
    const named = Object.keys(stage?.Properties?.['RouteSettings'] ?? {});
    const routesByKey = Object.entries(resourcesOf(template, routeType));
    const awaited = (stage?.DependsOn ?? []).map(
      (id) => routesByKey.find(([routeId]) => routeId === id)?.[1].Properties?.['RouteKey'],
    );

    expect(named.filter((key) => !awaited.includes(key))).toEqual([]);
  });
});

describe('the access log', () => {
  it('is one JSON line a request, without query, cookie or body', () => {
    const fields = Object.values(JSON.parse(accessLogFormat) as Record<string, string>);

    expect(fields.length).toBeGreaterThan(8);
    for (const field of fields) {
      expect(field).toMatch(/^\$context\.[a-zA-Z.]+$/);
      expect(field).not.toMatch(/query|cookie|header|body|authorizer/i);
    }
  });

  it('is written, to a group of its own', () => {
    const [stage] = propertiesOf(template, stageType);
    expect(stage).toMatchObject({ AccessLogSettings: { Format: accessLogFormat } });
    template.hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: '/aws/vendedlogs/latchkey-plain-api',
    });
  });
});

describe('the addresses', () => {
  const outputs = (of: typeof template) =>
    Object.fromEntries(
      Object.entries(of.toJSON()['Outputs'] as Record<string, { Value: unknown }>).map(
        ([name, { Value }]) => [name, JSON.stringify(Value).replace(/\{"Fn::Join":\["",\[(.*)\]\]\}/, '$1')],
      ),
    );

  it('without domains are the API’s own, and the outputs say what to enter in Entra', () => {
    const values = outputs(template);
    const [api] = propertiesOf(template, 'AWS::ApiGatewayV2::Api');

    expect(api).toMatchObject({ DisableExecuteApiEndpoint: false });
    expect(values['TimeTrackIdentifier']).toMatch(
      /"ApiEndpoint"\]\},"\/api\/v2\/azure\/saml20\?tenant=\{tenant\}"$/,
    );
    expect(values['TimeTrackReplyUrl']).toMatch(/"\/api\/v2\/azure\/callback\?tenant=\{tenant\}"$/);
    expect(values['TimeTrackSignOnUrl']).toMatch(/"\/\?tenant=\{tenant\}"$/);
    expect(values['TrakstarIdentifier']).toMatch(/"ApiEndpoint"\]\}$/);
    expect(values['TrakstarReplyUrl']).toMatch(/"\/auth\/saml\/callback\?namespace=\{tenant\}"$/);
    expect(values['TrakstarSignOnUrl']).toMatch(/"\/auth\/saml\/\?namespace=\{tenant\}"$/);
    expect(values['OperatorEnvironment']).toContain('TENANTS_TABLE=latchkey-plain-tenants');
  });

  it('with domains are those of the articles, and the API’s own is shut', () => {
    const full = templateOf(synthesize('full').stacks.service);
    const values = outputs(full);
    const [api] = propertiesOf(full, 'AWS::ApiGatewayV2::Api');

    expect(api).toMatchObject({ DisableExecuteApiEndpoint: true });
    expect(values).toMatchObject({
      TimeTrackIdentifier: '"https://{tenant}.timetrackenterprise.com/api/v2/azure/saml20"',
      TimeTrackReplyUrl: '"https://{tenant}.timetrackenterprise.com/api/v2/azure/callback"',
      TimeTrackSignOnUrl: '"https://{tenant}.timetrackenterprise.com"',
      TrakstarIdentifier: '"https://perform.trakstar.com"',
      TrakstarReplyUrl: '"https://perform.trakstar.com/auth/saml/callback?namespace={tenant}"',
      TrakstarSignOnUrl: '"https://perform.trakstar.com/auth/saml/?namespace={tenant}"',
    });
    expect(propertiesOf(full, 'AWS::ApiGatewayV2::DomainName').map(({ DomainName }) => DomainName)).toEqual([
      '*.timetrackenterprise.com',
      'perform.trakstar.com',
    ]);
    expect(propertiesOf(full, 'AWS::ApiGatewayV2::ApiMapping')).toHaveLength(2);
  });
});
