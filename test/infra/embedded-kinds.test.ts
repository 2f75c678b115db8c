import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { describe, expect, it } from 'vitest';
import { unbundled } from '../../infra/bundling/bundles.ts';
import { EmbeddedLatchkey } from '../../infra/embedding/embedded-latchkey.ts';
import { documentAt } from '../docs/document.ts';
import { type EmbeddedKind, embeddedKinds, vendorsApp } from './embedded-kinds.ts';
import { schemaErrors } from './registry-schema.ts';
import { propertiesOf, templateOf } from './synthesize.ts';

const kinds = Object.entries<EmbeddedKind>(embeddedKinds);

describe('Latchkey in an app of a vendor', () => {
  it.each(kinds)('%s fits the registry’s schemas, as the vendor’s own stacks do', (_, kind) => {
    const { stacks } = vendorsApp(kind);
    const errors = stacks.flatMap((stack) =>
      schemaErrors(templateOf(stack).toJSON() as never).map((error) => `${stack.stackName}: ${error}`),
    );
    expect(stacks.length).toBeGreaterThan(3);
    expect(errors).toEqual([]);
  });

  it('lets an authorizer of each region invoke that region’s session function, and none of the tables', () => {
    const { latchkey, stacks } = vendorsApp(embeddedKinds['in two regions']);
    const [, first, second] = stacks.map((stack) => templateOf(stack));
    const exported = (region: string) => ({
      'Fn::ImportValue': expect.stringMatching(
        new RegExp(`^Latchkey-production-Service${region}:ExportsOutputRefSessionLive`),
      ),
    });
    for (const [template, region] of [
      [first, ''],
      [second, '-eu-west-1'],
    ] as const) {
      const policies = propertiesOf(template as never, 'AWS::IAM::Policy').map((each) =>
        JSON.stringify(each),
      );
      const ofAuthorizer = policies.filter((policy) => policy.includes('lambda:InvokeFunction'));
      expect(ofAuthorizer).toHaveLength(1);
      expect(JSON.parse(ofAuthorizer[0] ?? '')).toMatchObject({
        PolicyDocument: {
          Statement: [{ Action: 'lambda:InvokeFunction', Effect: 'Allow', Resource: exported(region) }],
        },
      });
    }
    expect(Object.keys(latchkey.secondRegion?.functions ?? {})).not.toContain('schedule-refresh');
    expect(latchkey.secondRegion?.api).not.toBe(latchkey.api);
  });

  it('names a topic for each stack with alarms, that of us-east-1 last', () => {
    const regionsOf = (kind: EmbeddedKind) =>
      vendorsApp(kind).latchkey.alarmTopics.map((topic) => Stack.of(topic).region);
    const { latchkey } = vendorsApp(embeddedKinds['in two regions']);

    expect(regionsOf(embeddedKinds['in two regions'])).toEqual(['eu-central-1', 'eu-west-1', 'us-east-1']);
    expect(latchkey.alarmTopics[0]).toBe(latchkey.alarmTopic);
    const watching = new Set(latchkey.alarms.map((each) => Stack.of(each).region));
    expect([...watching].sort()).toEqual(['eu-central-1', 'eu-west-1', 'us-east-1']);
  });

  it('says where a zone belongs that the app makes: below the stack that uses the construct', () => {
    const stack = new Stack(new App(), 'Perform', {
      env: { account: '123456789012', region: 'eu-central-1' },
    });
    const hostedZone = new HostedZone(stack, 'Zone', { zoneName: 'example.com' });
    const apps = { trakstar: { domain: 'perform.example.com', hostedZone } };
    const { functions } = new EmbeddedLatchkey(stack, 'Sso', { apps }, unbundled);
    new CfnOutput(stack, 'Uses', { value: functions.session.functionArn });
    // CDK's own words, which docs/embedding.md quotes.
    expect(() => templateOf(stack)).toThrow(/depends on 'Perform'.*would create a cyclic reference/);
    expect(documentAt('docs/embedding.md')).toContain('would create a cyclic reference');
  });
});
