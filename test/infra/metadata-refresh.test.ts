import { describe, expect, it } from 'vitest';
import { functionRecords } from '../../infra/functions/function-records.ts';
import { propertiesOf, resourcesOf, synthesize, templateOf } from './synthesize.ts';

const { service } = synthesize('full').stacks;
const template = templateOf(service);
const queues = Object.entries(template.findResources('AWS::SQS::Queue'))
  .filter(([id]) => id.startsWith('KeyWatch'))
  .map(([, { Properties }]) => Properties);

describe('the watch over keys', () => {
  it('is started once a minute', () => {
    const rules = propertiesOf(template, 'AWS::Events::Rule');
    expect(rules.map(({ ScheduleExpression }) => ScheduleExpression)).toContain('rate(1 minute)');
  });

  it('has ten tenants looked after at a time, by twenty functions at most, each failing for itself', () => {
    const mappings = propertiesOf(template, 'AWS::Lambda::EventSourceMapping');
    const ofRefresh = mappings.filter((each) => JSON.stringify(each).includes('KeyWatchAsks'));
    expect(ofRefresh).toMatchObject([
      {
        BatchSize: 10,
        ScalingConfig: { MaximumConcurrency: 20 },
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      },
    ]);
  });

  it('keeps what fails three times for two weeks, and an ask until the tenant’s next turn', () => {
    expect(queues).toHaveLength(2);
    const asks = queues.find(({ RedrivePolicy }) => RedrivePolicy !== undefined);
    const dead = queues.find(({ RedrivePolicy }) => RedrivePolicy === undefined);
    expect(asks).toMatchObject({
      RedrivePolicy: { maxReceiveCount: 3 },
      MessageRetentionPeriod: 12 * 3_600,
      VisibilityTimeout: 6 * functionRecords['refresh-metadata'].timeoutSeconds,
    });
    expect(dead).toMatchObject({ MessageRetentionPeriod: 14 * 86_400 });
    for (const queue of queues) expect(queue).toMatchObject({ SqsManagedSseEnabled: true });
  });

  it('tells by mail of keys and metadata, and of refused sign-ins on its bus alone', () => {
    const patterns = propertiesOf(template, 'AWS::Events::Rule').flatMap(({ EventPattern }) =>
      EventPattern === undefined ? [] : [EventPattern as { readonly 'detail-type': readonly string[] }],
    );
    expect(patterns).toHaveLength(1);
    expect(patterns[0]?.['detail-type'].toSorted()).toEqual([
      'latchkey.key.added',
      'latchkey.key.expiring',
      'latchkey.key.retired',
      'latchkey.metadata.failing',
    ]);
    const subscriptions = propertiesOf(template, 'AWS::SNS::Subscription');
    expect(subscriptions).toMatchObject([{ Protocol: 'email', Endpoint: 'customers@example.com' }]);
  });

  it('stands in one of two regions', () => {
    const { secondService } = synthesize('tworegions').stacks;
    const second = templateOf(secondService ?? expect.unreachable());
    const ids = Object.keys(resourcesOf(second, 'AWS::SQS::Queue'));
    expect(ids.filter((id) => id.startsWith('KeyWatch'))).toEqual([]);
    expect(JSON.stringify(second.toJSON())).not.toContain('refresh-metadata');
  });
});
