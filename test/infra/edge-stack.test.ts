import { describe, expect, it } from 'vitest';
import { backgroundFunctions } from '../../functions/routes.ts';
import { gallery } from '../fixtures/apps.ts';
import { type Properties, propertiesOf, synthesize, templateOf } from './synthesize.ts';

const { edge, service } = synthesize('full').stacks;
const template = templateOf(edge);
const serviceTemplate = templateOf(service);
const [acl] = propertiesOf(template, 'AWS::WAFv2::WebACL');
const rules = acl?.['Rules'] as Properties[];
const ruleCalled = (name: string) => rules.find(({ Name }) => Name === name);
const distributions = propertiesOf(template, 'AWS::CloudFront::Distribution').map(
  ({ DistributionConfig }) => DistributionConfig as Properties,
);

describe('the firewall', () => {
  it('is where CloudFront takes it from', () => {
    expect(edge?.region).toBe('us-east-1');
    expect(acl).toMatchObject({ Scope: 'CLOUDFRONT', DefaultAction: { Allow: {} } });
  });

  it('has AWS’s managed rules, and only counts large bodies among them', () => {
    expect(rules.map(({ Name, Priority }) => [Priority, Name])).toEqual([
      [0, 'RateLimit'],
      [1, 'AWSManagedRulesAmazonIpReputationList'],
      [2, 'AWSManagedRulesKnownBadInputsRuleSet'],
      [3, 'AWSManagedRulesCommonRuleSet'],
      [4, 'LargeBodyElsewhere'],
    ]);
    expect(ruleCalled('AWSManagedRulesCommonRuleSet')).toMatchObject({
      OverrideAction: { None: {} },
      Statement: {
        ManagedRuleGroupStatement: {
          RuleActionOverrides: [{ Name: 'SizeRestrictions_BODY', ActionToUse: { Count: {} } }],
        },
      },
    });
  });

  it('refuses large bodies everywhere but at the assertion consumer, where a SAML response is one', () => {
    const statement = JSON.stringify(ruleCalled('LargeBodyElsewhere'));
    const paths = Object.values(gallery).flatMap((app) => app.paths['assertion-consumer']);

    expect(ruleCalled('LargeBodyElsewhere')).toMatchObject({ Action: { Block: {} } });
    expect(statement).toContain('awswaf:managed:aws:core-rule-set:SizeRestrictions_Body');
    expect([...statement.matchAll(/"SearchString":"([^"]+)"/g)].map(([, path]) => path)).toEqual(paths);
    expect(statement).toContain('"NotStatement"');
  });

  it('refuses one address that comes too often', () => {
    expect(ruleCalled('RateLimit')).toMatchObject({
      Action: { Block: {} },
      Statement: { RateBasedStatement: { Limit: 10_000, AggregateKeyType: 'IP', EvaluationWindowSec: 300 } },
    });
  });

  it('logs what it refuses, without cookies and queries', () => {
    const [logging] = propertiesOf(template, 'AWS::WAFv2::LoggingConfiguration');
    expect(logging).toMatchObject({
      RedactedFields: [{ SingleHeader: { Name: 'cookie' } }, { QueryString: {} }],
    });
    template.hasResourceProperties('AWS::Logs::LogGroup', { LogGroupName: 'aws-waf-logs-latchkey-full' });
  });
});

describe('the distributions', () => {
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

  it('cache nothing and hand on the visitor’s own Host', () => {
    for (const { DefaultCacheBehavior } of distributions) {
      expect(DefaultCacheBehavior).toMatchObject({
        // Managed-CachingDisabled and Managed-AllViewer.
        CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
        OriginRequestPolicyId: '216adef6-5c7f-47e4-b989-5492eafa07d3',
        ViewerProtocolPolicy: 'redirect-to-https',
        AllowedMethods: expect.arrayContaining(['POST', 'GET']),
      });
    }
  });

  it('show the secret that the functions ask for, and the API is found by no name that a tenant could have', () => {
    const environments = propertiesOf(serviceTemplate, 'AWS::Lambda::Function')
      .filter(({ Description }) => !backgroundFunctions.some((name) => String(Description).endsWith(name)))
      .map(({ Environment }) => JSON.stringify(Environment));
    for (const { Origins } of distributions) {
      const [origin] = Origins as Properties[];
      expect(origin).toMatchObject({
        DomainName: expect.stringMatching(/^origin\.latchkey\./),
        CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] },
        OriginCustomHeaders: [
          {
            HeaderName: 'x-latchkey-edge',
            HeaderValue: '{{resolve:secretsmanager:latchkey-full-edge-2:SecretString:::}}',
          },
        ],
      });
    }
    for (const environment of environments) {
      expect(environment).toMatch(/LATCHKEY_EDGE_SECRETS.*Generation2.* .*Generation1/);
    }
  });

  it('leave the records of the apps to the edge, and the origin’s to the service', () => {
    const namesIn = (of: typeof template) =>
      propertiesOf(of, 'AWS::Route53::RecordSet')
        .map(({ Name, Type }) => `${Type} ${Name}`)
        .sort();

    expect(namesIn(template)).toEqual([
      'A *.timetrackenterprise.com.',
      'A perform.trakstar.com.',
      'AAAA *.timetrackenterprise.com.',
      'AAAA perform.trakstar.com.',
    ]);
    expect(namesIn(serviceTemplate)).toEqual([
      'A origin.latchkey.perform.trakstar.com.',
      'A origin.latchkey.timetrackenterprise.com.',
      'AAAA origin.latchkey.perform.trakstar.com.',
      'AAAA origin.latchkey.timetrackenterprise.com.',
    ]);
  });
});
