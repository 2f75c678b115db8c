import { expect, it } from 'vitest';
import { changeLines, changeSet, leftBehind } from './change-set.ts';
import { type Deployment, deploymentOf } from './deployment.ts';
import { describeChange } from './describe-change.ts';
import { refusals } from './refusals.ts';
import { placeAndApps } from './stage-settings.ts';

const one = deploymentOf(placeAndApps);
const two = deploymentOf({ ...placeAndApps, secondRegion: 'eu-west-1' });

const dataChanges = (before: Deployment, after: Deployment) =>
  changeLines(changeSet(before, after).filter(({ stack }) => stack === 'Data'));
const order = (deployment: Deployment) => deployment.map(({ name }) => name);
const records = (before: Deployment, after: Deployment) =>
  changeSet(before, after).filter(
    ({ stack, type }) => stack === 'Service' && type === 'AWS::Route53::RecordSet',
  );

describeChange('add-region', () => {
  it('changes Replicas of Tenants and nothing else in the data stack, streams included', () => {
    expect(dataChanges(one, two)).toEqual(['Data: updated TenantsTable (Replicas)']);
  });

  it('makes the records of the first region fail over before the second adds its own', () => {
    for (const { action, properties } of records(one, two)) {
      expect(action).toBe('updated');
      expect(properties).toContain('Failover');
    }
    expect(records(one, two)).toHaveLength(8);
    expect(refusals(one, two)).toEqual([]);
    // In the other order Route 53 would refuse the second region's records beside the first's simple ones.
    const second = two.filter(({ name }) => name.endsWith('eu-west-1'));
    const wrong = [...two.filter(({ name }) => name === 'Data'), ...second];
    expect(refusals(one, wrong)).toHaveLength(8);
    expect(order(two).indexOf('Service')).toBeLessThan(order(two).indexOf('Service-eu-west-1'));
  });
});

describeChange('remove-region', () => {
  const gone = ['Monitoring-eu-west-1', 'Service-eu-west-1'];

  it('is refused while the second region’s records stand', () => {
    const reasons = refusals(two, one);
    expect(reasons).toHaveLength(8);
    for (const reason of reasons) expect(reason).toMatch(/cannot be updated: Service-eu-west-1\/.* second$/);
  });

  it('goes through once its service is deleted, and changes Replicas alone in the data stack', () => {
    expect(refusals(two, one, gone)).toEqual([]);
    expect(dataChanges(two, one)).toEqual(['Data: updated TenantsTable (Replicas)']);
    for (const { action } of records(two, one)) expect(action).toBe('updated');
  });

  it('needs the protection of the replica off: the table has it', () => {
    const [data] = two;
    const replicas = data?.template.Resources['TenantsTable']?.Properties?.['Replicas'] as readonly {
      readonly Region: string;
      readonly DeletionProtectionEnabled: boolean;
    }[];
    expect(replicas.map(({ Region }) => Region).toSorted()).toEqual(['eu-central-1', 'eu-west-1']);
    for (const { DeletionProtectionEnabled } of replicas) expect(DeletionProtectionEnabled).toBe(true);
  });

  it('leaves the second region’s stacks to the operator', () => {
    expect(leftBehind(two, one).map(({ name }) => name)).toEqual(['Data-eu-west-1', ...gone.toReversed()]);
  });
});

const healthChecks = two.flatMap(({ template }) =>
  Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::Route53::HealthCheck'),
);

describeChange('fail-over', () => {
  it('is no change of a stack, and a release that is deployed meanwhile leaves Route 53 alone', () => {
    const released = deploymentOf({ ...placeAndApps, secondRegion: 'eu-west-1' }, { release: '1.1' });
    const types = new Set(changeSet(two, released).map(({ type }) => type));
    expect(types).toContain('AWS::Lambda::Function');
    expect([...types].filter((type) => type.startsWith('AWS::Route53::'))).toEqual([]);
  });

  it('leads to the second region whatever that one answers: its records follow no health check', () => {
    const second = two.find(({ name }) => name === 'Service-eu-west-1')?.template.Resources ?? {};
    const failover = Object.values(second).filter(({ Type }) => Type === 'AWS::Route53::RecordSet');
    expect(failover).toHaveLength(8);
    for (const { Properties } of failover) {
      expect(Properties?.['Failover']).toBe('SECONDARY');
      expect(Properties).not.toHaveProperty('HealthCheckId');
    }
  });
});

describeChange('fail-back', () => {
  it('undoes settings that no template names, so that no deployment undoes or repeats them', () => {
    expect(healthChecks.length).toBeGreaterThan(0);
    for (const { Properties } of healthChecks) {
      expect(Properties?.['HealthCheckConfig']).not.toHaveProperty('Inverted');
      expect(Properties?.['HealthCheckConfig']).not.toHaveProperty('Disabled');
    }
  });
});
