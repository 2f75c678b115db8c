import { describe, expect, it } from 'vitest';
import { latchkeyPaths } from '../../functions/latchkey-paths.ts';
import { backgroundFunctions } from '../../functions/routes.ts';
import { unbundled } from '../../infra/bundling/bundles.ts';
import { edgeLogFields } from '../../infra/constructs/edge-access-log.ts';
import { behaviorQuota, pathPatterns } from '../../infra/constructs/edge-paths.ts';
import { readStage } from '../../infra/stages.ts';
import { gallery } from '../fixtures/apps.ts';
import { placeAndApps } from './changes/stage-settings.ts';
import { type Properties, propertiesOf, synthesize, templateOf } from './synthesize.ts';

const { apps } = placeAndApps;
const distribution = 'd111111abcdef8.cloudfront.net';

function edgeOf(settings: object) {
  const stage = readStage('front', { front: { ...placeAndApps, edge: {}, ...settings } });
  const { edge, service, secondService } = synthesize(stage, { codeOf: unbundled }).stacks;
  return { edge: templateOf(edge), service: templateOf(service), secondService };
}

const configsIn = (template: ReturnType<typeof templateOf>) =>
  propertiesOf(template, 'AWS::CloudFront::Distribution').map(
    ({ DistributionConfig }) => DistributionConfig as Properties,
  );
const outputsOf = (template: ReturnType<typeof templateOf>) =>
  Object.fromEntries(
    Object.entries((template.toJSON()['Outputs'] ?? {}) as Record<string, { Value: unknown }>).map(
      ([name, { Value }]) => [name, Value],
    ),
  );
const recordsOf = (template: ReturnType<typeof templateOf>) =>
  propertiesOf(template, 'AWS::Route53::RecordSet').map(({ Name, Type, AliasTarget }) => [
    `${Type} ${Name}`,
    JSON.stringify((AliasTarget as Properties | undefined)?.['DNSName']),
  ]);

const { edge, service } = synthesize('full').stacks;
const template = templateOf(edge);
const serviceTemplate = templateOf(service);
const distributions = configsIn(template);

describe('the distributions', () => {
  it('stand where CloudFront takes certificates and rules from', () => {
    expect(edge?.region).toBe('us-east-1');
  });

  it('are one an app, at its own domain, behind the firewall', () => {
    expect(distributions.map(({ Aliases }) => Aliases)).toEqual([
      ['*.timetrackenterprise.com'],
      ['perform.trakstar.com'],
    ]);
    for (const each of distributions) {
      expect(each).toMatchObject({
        ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021', SslSupportMethod: 'sni-only' },
      });
      expect(each['WebACLId']).toBeDefined();
    }
  });

  it('cache nothing, and hand on what the visitor sent and from where', () => {
    const [policy] = propertiesOf(template, 'AWS::CloudFront::OriginRequestPolicy');
    expect(policy).toMatchObject({
      OriginRequestPolicyConfig: {
        HeadersConfig: {
          HeaderBehavior: 'allViewerAndWhitelistCloudFront',
          Headers: ['CloudFront-Viewer-Address'],
        },
        CookiesConfig: { CookieBehavior: 'all' },
        QueryStringsConfig: { QueryStringBehavior: 'all' },
      },
    });
    for (const { DefaultCacheBehavior, CacheBehaviors } of distributions) {
      expect(CacheBehaviors).toBeUndefined();
      expect(DefaultCacheBehavior).toMatchObject({
        // Managed-CachingDisabled.
        CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
        ViewerProtocolPolicy: 'redirect-to-https',
        AllowedMethods: expect.arrayContaining(['POST', 'GET']),
      });
    }
  });

  it('show the secret that the functions ask for, and find the API by no name that a tenant could have', () => {
    const environments = propertiesOf(serviceTemplate, 'AWS::Lambda::Function')
      // Route 53 asks the readiness check past the edge.
      .filter(
        ({ Description }) =>
          ![...backgroundFunctions, ': readyz'].some((name) => String(Description).endsWith(name)),
      )
      .map(({ Environment }) => (Environment as { readonly Variables: Record<string, string> }).Variables);
    const secret = (generation: number) =>
      `{{resolve:secretsmanager:latchkey-full-edge-origin-${generation}:SecretString:::}}`;
    for (const { Origins } of distributions) {
      expect(Origins).toMatchObject([
        {
          DomainName: expect.stringMatching(/^origin\.latchkey\./),
          CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] },
          OriginCustomHeaders: [{ HeaderName: 'x-latchkey-edge', HeaderValue: secret(2) }],
        },
      ]);
    }
    expect(environments.length).toBeGreaterThan(5);
    for (const { LATCHKEY_EDGE_SECRETS, LATCHKEY_DIRECT_REQUESTS } of environments) {
      // The edge is deployed first: it shows the next generation before the functions hear of it.
      expect(LATCHKEY_EDGE_SECRETS).toBe([secret(2), secret(1), secret(3)].join(' '));
      expect(LATCHKEY_DIRECT_REQUESTS).toBeUndefined();
    }
  });

  it('have secrets that exist where the functions run', () => {
    const secrets = propertiesOf(template, 'AWS::SecretsManager::Secret');
    expect(secrets.map(({ Name }) => Name)).toEqual([2, 1, 3].map((n) => `latchkey-full-edge-origin-${n}`));
    for (const { ReplicaRegions } of secrets) expect(ReplicaRegions).toEqual([{ Region: 'eu-central-1' }]);

    const home = edgeOf({ region: 'us-east-1' }).edge;
    for (const each of propertiesOf(home, 'AWS::SecretsManager::Secret')) {
      expect(each).not.toHaveProperty('ReplicaRegions');
    }
    const two = edgeOf({ secondRegion: 'eu-west-1' }).edge;
    for (const { ReplicaRegions } of propertiesOf(two, 'AWS::SecretsManager::Secret')) {
      expect(ReplicaRegions).toEqual([{ Region: 'eu-central-1' }, { Region: 'eu-west-1' }]);
    }
  });
});

describe('who came', () => {
  it('is logged of every distribution, without queries, cookies and referrers', () => {
    const deliveries = propertiesOf(template, 'AWS::Logs::Delivery');
    expect(deliveries).toHaveLength(distributions.length);
    for (const { RecordFields } of deliveries) expect(RecordFields).toEqual(edgeLogFields);
    expect(edgeLogFields).toEqual(expect.arrayContaining(['c-ip', 'cs(User-Agent)', 'cs-uri-stem']));
    for (const field of edgeLogFields) expect(field).not.toMatch(/query|cookie|referer/i);
    template.hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: '/aws/vendedlogs/latchkey-full-edge',
    });
  });
});

describe('the records', () => {
  const toCloudFront = (app: string) =>
    JSON.stringify({
      'Fn::GetStackOutput': {
        StackName: 'Latchkey-front-Edge',
        Region: 'us-east-1',
        OutputName: `${app}Distribution`,
      },
    });

  it('are the service’s alone: the edge owns none', () => {
    expect(propertiesOf(template, 'AWS::Route53::RecordSet')).toEqual([]);
  });

  it('lead to CloudFront, and CloudFront to the API', () => {
    const made = edgeOf({});
    const records = recordsOf(made.service);
    expect(records).toHaveLength(8);
    for (const [name = '', target = ''] of records) {
      if (name.includes('origin.latchkey')) expect(target).toContain('RegionalDomainName');
      else expect([toCloudFront('TimeTrack'), toCloudFront('Trakstar')]).toContain(target);
    }
    expect(outputsOf(made.edge)).toHaveProperty('TrakstarDistribution');
    expect(outputsOf(made.edge)).toHaveProperty('TimeTrackDistribution');
  });

  it('of an app without a hosted zone are to be entered by hand, both of them', () => {
    const certificate = (region: string) =>
      `arn:aws:acm:${region}:123456789012:certificate/11111111-0000-4000-8000-000000000000`;
    const trakstar = {
      domain: 'perform.trakstar.com',
      certificateArn: certificate('eu-central-1'),
      edgeCertificateArn: certificate('us-east-1'),
    };
    const outputs = outputsOf(edgeOf({ apps: { ...apps, trakstar } }).service);
    expect(JSON.stringify(outputs['TrakstarTarget'])).toBe(toCloudFront('Trakstar'));
    expect(JSON.stringify(outputs['TrakstarOriginTarget'])).toContain('RegionalDomainName');
  });

  it('of two regions are asked through the edge, and each region past it, whose check no guard refuses', () => {
    const stage = readStage('front', { front: { ...placeAndApps, edge: {}, secondRegion: 'eu-west-1' } });
    const { service, secondService, globalMonitoring } = synthesize(stage, { codeOf: unbundled }).stacks;
    const checksIn = (stack: typeof service | typeof globalMonitoring) =>
      propertiesOf(templateOf(stack), 'AWS::Route53::HealthCheck');

    expect(checksIn(globalMonitoring)).toHaveLength(2);
    for (const stack of [service, secondService]) {
      expect(checksIn(stack)).toHaveLength(1);
      const readyz = propertiesOf(templateOf(stack), 'AWS::Lambda::Function').filter(({ Description }) =>
        String(Description).endsWith(': readyz'),
      );
      expect(readyz).toHaveLength(1);
      // Route 53 sends no header: with the edge's secrets the function would refuse it, and every region count as failed.
      expect(JSON.stringify(readyz)).not.toContain('LATCHKEY_EDGE_SECRETS');
    }
  });

  it('of two regions lead to the one edge, and behind it fail over from one to the other', () => {
    const { service: first, secondService } = edgeOf({ secondRegion: 'eu-west-1' });
    const second = templateOf(secondService);
    for (const { Name, Failover, HealthCheckId, AliasTarget } of propertiesOf(
      first,
      'AWS::Route53::RecordSet',
    )) {
      const isOrigin = String(Name).startsWith('origin.latchkey.');
      expect(Failover).toBe('PRIMARY');
      // CloudFront counts as healthy, always: what fails over is behind it.
      expect(HealthCheckId === undefined).toBe(!isOrigin);
      expect(AliasTarget).toMatchObject({ EvaluateTargetHealth: isOrigin });
    }
    for (const [name = '', target = ''] of recordsOf(first)) {
      expect(target).toContain(
        name.includes('origin.latchkey') ? 'RegionalDomainName' : 'Fn::GetStackOutput',
      );
    }
    // Route 53 takes no CloudFront on both sides of a failover.
    expect(recordsOf(second)).toHaveLength(8);
    for (const [, target = ''] of recordsOf(second)) expect(target).toContain('RegionalDomainName');
    const variables = propertiesOf(templateOf(secondService), 'AWS::Lambda::Function').map((each) =>
      JSON.stringify(each['Environment']),
    );
    expect(variables.join('')).toContain('latchkey-front-edge-origin-1');
  });
});

describe('step by step', () => {
  it('the API answers requests around the edge until it is enforced', () => {
    const words = (enforce: boolean) =>
      propertiesOf(edgeOf({ edge: { enforce } }).service, 'AWS::Lambda::Function').flatMap(
        ({ Environment }) => {
          const { Variables = {} } = (Environment ?? {}) as { readonly Variables?: Record<string, string> };
          return Variables['LATCHKEY_EDGE_SECRETS'] === undefined
            ? []
            : [Variables['LATCHKEY_DIRECT_REQUESTS']];
        },
      );
    expect(new Set(words(false))).toEqual(new Set(['accept']));
    expect(new Set(words(true))).toEqual(new Set([undefined]));
  });
});

describe('the vendor’s application behind the same host', () => {
  const trakstar = { ...apps.trakstar, applicationOrigin: 'app.internal.example.com' };
  const { edge: made } = edgeOf({ apps: { ...apps, trakstar } });
  const [other, config] = configsIn(made);
  const origins = config?.['Origins'] as readonly Properties[];
  const originCalled = (id: unknown) => origins.find(({ Id }) => Id === id);
  const behaviors = config?.['CacheBehaviors'] as readonly Properties[];

  it('answers every path but Latchkey’s', () => {
    const standard = config?.['DefaultCacheBehavior'] as Properties;
    expect(originCalled(standard['TargetOriginId'])).toMatchObject({
      DomainName: 'app.internal.example.com',
    });
    expect(behaviors.map(({ PathPattern }) => PathPattern)).toEqual(latchkeyPaths(gallery.trakstar));
    for (const { TargetOriginId } of behaviors) {
      expect(originCalled(TargetOriginId)).toMatchObject({
        DomainName: 'origin.latchkey.perform.trakstar.com',
      });
    }
    expect(other?.['CacheBehaviors']).toBeUndefined();
  });

  it('is never shown the secret', () => {
    for (const { DomainName, OriginCustomHeaders } of origins) {
      const isApi = String(DomainName).startsWith('origin.latchkey.');
      expect(OriginCustomHeaders === undefined).toBe(!isApi);
    }
  });

  it('sees the visitor’s host, and nothing of either is cached', () => {
    // Managed-AllViewer.
    expect(config?.['DefaultCacheBehavior']).toMatchObject({
      OriginRequestPolicyId: '216adef6-5c7f-47e4-b989-5492eafa07d3',
    });
    for (const behavior of [config?.['DefaultCacheBehavior'] as Properties, ...behaviors]) {
      expect(behavior).toMatchObject({
        CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
        ViewerProtocolPolicy: 'redirect-to-https',
        AllowedMethods: expect.arrayContaining(['POST', 'PUT', 'DELETE']),
      });
    }
  });

  it.each(Object.values(gallery))(
    'leaves $id far from the quota of behaviors, in characters that patterns have',
    (app) => {
      const patterns = pathPatterns(app, { openIdConnect: true });
      expect(patterns.length).toBeLessThan(behaviorQuota / 2);
      for (const pattern of patterns) {
        expect(pattern).toMatch(/^[A-Za-z0-9_\-.*$/~"'@:+&]{1,255}$/);
        // A wildcard would take paths from the application.
        expect(pattern).not.toContain('*');
      }
    },
  );
});

describe('a distribution of the vendor’s own', () => {
  const own = (value: string, edge: object = { enforce: false }) =>
    edgeOf({ edge, apps: { ...apps, trakstar: { ...apps.trakstar, distribution: value } } });

  it('is told what it needs, before it exists', () => {
    const { edge: made, service: behind } = own('own');
    expect(configsIn(made).map(({ Aliases }) => Aliases)).toEqual([['*.timetrackenterprise.com']]);
    expect(outputsOf(made)).toMatchObject({
      WebAclArn: { 'Fn::GetAtt': [expect.any(String), 'Arn'] },
      OriginHeader: 'x-latchkey-edge',
      OriginSecretName: 'latchkey-front-edge-origin-1',
      TrakstarOrigin: 'origin.latchkey.perform.trakstar.com',
      TrakstarPaths: latchkeyPaths(gallery.trakstar).join(' '),
      VisitorPolicyId: { Ref: expect.any(String) },
    });
    const records = recordsOf(behind).filter(([name]) => name?.endsWith(' perform.trakstar.com.'));
    for (const [, target] of records) expect(target).toContain('RegionalDomainName');
  });

  it('gets the records once it has a name', () => {
    const records = recordsOf(own(distribution).service).filter(([name]) =>
      name?.endsWith(' perform.trakstar.com.'),
    );
    expect(records).toHaveLength(2);
    for (const [, target] of records) expect(target).toBe(`"${distribution}"`);
  });
});

describe('a client certificate', () => {
  const arn = 'arn:aws:acm:us-east-1:123456789012:certificate/22222222-0000-4000-8000-000000000000';
  // Any file: the test does not look into it.
  const clientCertificate = { arn, authority: 'package.json' };
  const domainsOf = (enforce: boolean) =>
    propertiesOf(edgeOf({ edge: { enforce, clientCertificate } }).service, 'AWS::ApiGatewayV2::DomainName');

  it('is shown by CloudFront from the first step', () => {
    for (const { Origins } of configsIn(edgeOf({ edge: { enforce: false, clientCertificate } }).edge)) {
      expect(Origins).toMatchObject([
        { CustomOriginConfig: { OriginMtlsConfig: { ClientCertificateArn: arn } } },
      ]);
    }
  });

  it('is demanded by the API once the edge is enforced, at every name that it has', () => {
    for (const each of domainsOf(false)) expect(each).not.toHaveProperty('MutualTlsAuthentication');
    const domains = domainsOf(true);
    expect(domains).toHaveLength(2);
    for (const each of domains) {
      expect(JSON.stringify(each['MutualTlsAuthentication'])).toMatch(/s3:\/\/.*[0-9a-f]{64}\.json/);
    }
    const [api] = propertiesOf(edgeOf({ edge: { clientCertificate } }).service, 'AWS::ApiGatewayV2::Api');
    expect(api).toMatchObject({ DisableExecuteApiEndpoint: true });
  });

  it('is shown to no application', () => {
    const trakstar = { ...apps.trakstar, applicationOrigin: 'app.internal.example.com' };
    const [, config] = configsIn(edgeOf({ edge: { clientCertificate }, apps: { ...apps, trakstar } }).edge);
    for (const { DomainName, CustomOriginConfig } of (config?.['Origins'] ?? []) as readonly Properties[]) {
      const shows = JSON.stringify(CustomOriginConfig).includes('OriginMtlsConfig');
      expect(shows).toBe(String(DomainName).startsWith('origin.latchkey.'));
    }
  });
});

describe('in an app of the vendor', () => {
  it('the construct has what a distribution of the vendor’s own needs', () => {
    const { edge: made } = synthesize(readStage('front', { front: { ...placeAndApps, edge: {} } }), {
      codeOf: unbundled,
    }).stacks;
    expect(made?.access).toMatchObject({
      originHeader: 'x-latchkey-edge',
      originSecretName: 'latchkey-front-edge-origin-1',
      origins: {
        'perform.trakstar.com': {
          host: 'origin.latchkey.perform.trakstar.com',
          pathPatterns: latchkeyPaths(gallery.trakstar),
        },
        '*.timetrackenterprise.com': { host: 'origin.latchkey.timetrackenterprise.com' },
      },
    });
  });
});
