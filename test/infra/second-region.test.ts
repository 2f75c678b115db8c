import { describe, expect, it } from 'vitest';
import { exampleStage } from '../../infra/documents/example-stages.ts';
import { type Properties, propertiesOf, resourcesOf, synthesize, templateOf } from './synthesize.ts';

const { data, service, secondData, secondService } = synthesize('tworegions').stacks;
const variablesIn = (stack: typeof service | undefined) =>
  propertiesOf(templateOf(stack), 'AWS::Lambda::Function').map(
    ({ Environment }) => (Environment as { Variables?: Record<string, string> } | undefined)?.Variables ?? {},
  );

describe('a second region', () => {
  it('has the Tenants of the first, by a global table', () => {
    const table = resourcesOf(templateOf(data), 'AWS::DynamoDB::GlobalTable')['TenantsTable']?.Properties;
    const replicas = table?.['Replicas'] as Properties[];

    expect(replicas.map(({ Region }) => Region).sort()).toEqual(['eu-central-1', 'eu-west-1']);
    for (const replica of replicas) {
      expect(replica).toMatchObject({
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      });
    }
  });

  it('has flows of its own, which are copied nowhere', () => {
    const second = resourcesOf(templateOf(secondData), 'AWS::DynamoDB::GlobalTable');
    const first = resourcesOf(templateOf(data), 'AWS::DynamoDB::GlobalTable')['FlowsTable']?.Properties;

    expect(Object.keys(second)).toEqual(['FlowsTable']);
    expect(first?.['Replicas']).toHaveLength(1);
    expect(second['FlowsTable']?.Properties?.['Replicas']).toHaveLength(1);
  });

  it('uses the same names', () => {
    for (const { TENANTS_TABLE, FLOWS_TABLE } of [...variablesIn(service), ...variablesIn(secondService)]) {
      expect([undefined, 'latchkey-tworegions-tenants']).toContain(TENANTS_TABLE);
      expect([undefined, 'latchkey-tworegions-flows']).toContain(FLOWS_TABLE);
    }
  });

  it('takes no unsolicited response: the guard against a second use is in the first', () => {
    const saidBy = (stack: typeof secondService) =>
      variablesIn(stack).flatMap(({ LATCHKEY_UNSOLICITED_RESPONSES: said }) =>
        said === undefined ? [] : [said],
      );

    expect(saidBy(service)).toEqual(['accept']);
    expect(saidBy(secondService)).toEqual(['restart']);
  });

  it('answers while the first does not, and only then', () => {
    const recordsOf = (stack: typeof secondService) =>
      propertiesOf(templateOf(stack), 'AWS::Route53::RecordSet');

    expect(recordsOf(service)).toHaveLength(8);
    for (const record of recordsOf(service)) {
      expect(record).toMatchObject({ Failover: 'PRIMARY', SetIdentifier: 'first' });
      expect(record).toHaveProperty('HealthCheckId');
    }
    for (const record of recordsOf(secondService)) {
      expect(record).toMatchObject({ Failover: 'SECONDARY', SetIdentifier: 'second' });
    }
    for (const stack of [service, secondService]) {
      expect(propertiesOf(templateOf(stack), 'AWS::Route53::HealthCheck')).toMatchObject([
        {
          HealthCheckConfig: {
            Type: 'HTTPS',
            ResourcePath: '/readyz',
            FailureThreshold: 3,
            RequestInterval: 30,
            Regions: ['us-east-1', 'eu-west-1', 'ap-southeast-1'],
          },
        },
      ]);
    }
    // Its records follow no check: a standby that seems to fail is still better than a first region that does.
    for (const record of recordsOf(secondService)) expect(record).not.toHaveProperty('HealthCheckId');
  });

  it('signs in with its own new versions before people reach them, by the key of the first', () => {
    const template = templateOf(secondService);
    const groups = Object.values(resourcesOf(template, 'AWS::Lambda::Alias')).flatMap(({ UpdatePolicy }) =>
      UpdatePolicy === undefined ? [] : [JSON.stringify(UpdatePolicy)],
    );
    expect(groups.length).toBeGreaterThan(6);
    for (const group of groups) expect(group).toMatch(/"BeforeAllowTrafficHook":\{"Ref":"CheckRelease/);
    const checks = variablesIn(secondService).filter((each) => 'LATCHKEY_CHECK_KEY' in each);
    expect(checks).toHaveLength(1);
    expect(JSON.stringify(checks[0]?.['LATCHKEY_CHECK_KEY'])).toMatch(
      /"Fn::GetStackOutput":\{"StackName":"Latchkey-tworegions-Service","Region":"eu-central-1","OutputName":"\w*SignInChecksKey/,
    );
    expect(propertiesOf(template, 'AWS::KMS::Key')).toEqual([]);
    expect(Object.keys(resourcesOf(template, 'Custom::CrossRegionExportReader'))).toEqual([]);
  });

  it('can be deployed in an emergency while the first does not answer', () => {
    const { stacks } = synthesize(exampleStage('tworegions'), { options: { emergency: true } });
    const text = JSON.stringify(templateOf(stacks.secondService).toJSON());

    expect(text).not.toContain('eu-central-1');
    expect(text).not.toContain('BeforeAllowTrafficHook');
  });

  it('is deployed after its tables, and after the records of the first region fail over', () => {
    expect(secondService?.dependencies).toEqual([secondData, service]);
    expect(secondData?.dependencies).toEqual([data]);
  });
});
