import { afterEach, expect, it, vi } from 'vitest';
import { checkTenantId } from '../../shared/ids/check-tenant-id.ts';
import {
  metricsNamespace,
  metricsService,
  metricsVariables,
} from '../../shared/observability/metric-names.ts';
import { tenant } from '../ids/identifiers.ts';
import { linesLogged } from '../observability/captured-log.ts';
import { propertiesOf, synthesize, templateOf } from './synthesize.ts';

afterEach(() => {
  vi.resetModules();
});

it('counts the line that an accepted sign-in logs, under the stage of its function', async () => {
  const template = templateOf(synthesize('plain').stacks.service);
  const filters = propertiesOf(template, 'AWS::Logs::MetricFilter').filter(({ MetricTransformations }) =>
    JSON.stringify(MetricTransformations).includes('SignInAccepted'),
  );
  const [filter = expect.unreachable()] = filters;
  const [event = ''] = /(?<=\$\.event = ")[^"]+/.exec(String(filter['FilterPattern'])) ?? [];
  const consumer = propertiesOf(template, 'AWS::Lambda::Function').find(({ Description }) =>
    String(Description).endsWith(': assertion-consumer'),
  ) as { readonly Environment: { readonly Variables: Readonly<Record<string, string>> } };
  vi.stubEnv(metricsVariables.service, consumer.Environment.Variables[metricsVariables.service]);
  vi.resetModules();
  const { logDecision } = await import('../../shared/observability/log.ts');

  const lines = await linesLogged(() =>
    logDecision({
      event: 'sign-in.accepted',
      app: 'timetrack',
      tenant: tenant('acme'),
      flow: '_1',
      reference: '7KQF-M2ZD',
      initiatedBy: 'idp',
      launch: 'idp-tile',
      recognisedBy: 'directory-identity',
      user: 'user-1',
    }),
  );

  expect(filters).toHaveLength(1);
  expect(filter['FilterPattern']).toContain(`$.tenant != "${checkTenantId}"`);
  expect(lines).toMatchObject([{ event, service: metricsService('plain') }]);
  expect(JSON.stringify(filter['LogGroupName'])).toContain('AssertionConsumerLog');
  expect(filter).toMatchObject({
    MetricTransformations: [
      {
        MetricNamespace: metricsNamespace,
        MetricName: 'SignInAccepted',
        MetricValue: '1',
        Dimensions: [{ Key: 'service', Value: '$.service' }],
      },
    ],
  });
});
