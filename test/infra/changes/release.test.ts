import { expect, it } from 'vitest';
import { type Change, changeLines, changeSet } from './change-set.ts';
import { deploymentOf } from './deployment.ts';
import { describeChange } from './describe-change.ts';
import { refusals } from './refusals.ts';
import { placeAndApps } from './stage-settings.ts';

const first = deploymentOf(placeAndApps, { release: '1.0' });
const second = deploymentOf(placeAndApps, { release: '1.1' });
const hurried = deploymentOf(placeAndApps, { release: '1.1', emergency: true });
const functions = first.flatMap(({ template }) =>
  Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::Lambda::Function'),
).length;

const of = (changes: readonly Change[], type: string) => changes.filter((change) => change.type === type);
const actionsOn = (changes: readonly Change[], type: string) => [
  ...new Set(of(changes, type).map(({ action, properties }) => `${action} ${properties.join(', ')}`.trim())),
];

describeChange('deploy-again', () => {
  it('makes the same change set, which nothing is against', () => {
    expect(changeSet(second, deploymentOf(placeAndApps, { release: '1.1' }))).toEqual([]);
    expect(refusals(first, second)).toEqual([]);
  });

  it('publishes versions that a rollback removes, so that the same release can publish them again', () => {
    const versions = second.flatMap(({ template }) =>
      Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::Lambda::Version'),
    );
    expect(versions).toHaveLength(functions);
    for (const version of versions) expect(version.DeletionPolicy).toBe('RetainExceptOnCreate');
  });
});

describeChange('roll-back', () => {
  const changes = changeSet(second, first);

  it('changes the code of each function, publishes a version of it and moves its alias', () => {
    expect(of(changes, 'AWS::Lambda::Function').map(({ action }) => action)).toEqual(
      Array(functions).fill('updated'),
    );
    expect(actionsOn(changes, 'AWS::Lambda::Function')).toContain('updated Code');
    expect(actionsOn(changes, 'AWS::Lambda::Alias')).toEqual(['updated FunctionVersion']);
    expect(actionsOn(changes, 'AWS::Lambda::Version')).toEqual(['released', 'created']);
    expect(of(changes, 'AWS::Lambda::Version')).toHaveLength(2 * functions);
  });

  it('touches no table, key, API, domain or record, and replaces or deletes nothing', () => {
    expect(new Set(changes.map(({ stack }) => stack))).toEqual(new Set(['Service']));
    for (const { action, type } of changes) {
      expect(['created', 'updated', 'released']).toContain(action);
      expect(type).not.toMatch(/DynamoDB|KMS|ApiGateway|Route53|CertificateManager/);
    }
    expect(refusals(second, first)).toEqual([]);
  });

  it('is the way forward backwards: alias, stack and CodeDeploy agree afterwards', () => {
    const ids = (lines: readonly Change[], action: string) =>
      lines
        .filter((change) => change.action === action)
        .map(({ id }) => id)
        .toSorted();
    expect(ids(changes, 'created')).toEqual(ids(changeSet(first, second), 'released'));
    expect(ids(changes, 'released')).toEqual(ids(changeSet(first, second), 'created'));
  });
});

describeChange('roll-forward', () => {
  it('takes alarms, canary and check out of the way, whatever else the release changes', () => {
    const more = changeSet(second, hurried);
    expect(new Set(more.map(({ stack }) => stack))).toEqual(new Set(['Service']));
    expect(actionsOn(more, 'AWS::CodeDeploy::DeploymentGroup')).toEqual([
      'updated AlarmConfiguration, AutoRollbackConfiguration, DeploymentConfigName',
    ]);
    for (const { attributes, properties } of of(more, 'AWS::Lambda::Alias')) {
      expect([attributes, properties]).toEqual([['UpdatePolicy'], []]);
    }
    const types = new Set(more.map(({ type }) => type));
    expect([...types].toSorted()).toEqual(['AWS::CodeDeploy::DeploymentGroup', 'AWS::Lambda::Alias']);
  });

  it('leaves no group with an alarm that could stop it', () => {
    const groups = hurried.flatMap(({ template }) =>
      Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::CodeDeploy::DeploymentGroup'),
    );
    expect(groups.length).toBeGreaterThan(3);
    for (const { Properties } of groups) {
      expect(JSON.stringify(Properties?.['AlarmConfiguration'] ?? {})).not.toContain('"Name"');
    }
    expect(refusals(first, hurried)).toEqual([]);
  });
});

describeChange('end-emergency', () => {
  it('gives back what the emergency took, and moves no traffic', () => {
    const back = changeSet(hurried, second);
    expect(changeLines(back)).toEqual(changeLines(changeSet(second, hurried)));
    expect(of(back, 'AWS::Lambda::Function')).toEqual([]);
    expect(of(back, 'AWS::Lambda::Version')).toEqual([]);
  });
});

describeChange('rollback-failed', () => {
  it('sets each function again that was skipped: the template it returned to lacks the release', () => {
    const corrected = deploymentOf(placeAndApps, { release: '1.1.1' });
    const set = of(changeSet(first, corrected), 'AWS::Lambda::Function');
    expect(set).toHaveLength(functions);
    for (const { properties } of set) expect(properties).toContain('Code');
  });
});
