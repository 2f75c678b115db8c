import { expect, it } from 'vitest';
import { changeSet } from './change-set.ts';
import { deploymentOf } from './deployment.ts';
import { describeChange } from './describe-change.ts';
import { refusals } from './refusals.ts';
import { placeAndApps } from './stage-settings.ts';

describeChange('deploy-again', () => {
  const deployed = deploymentOf(placeAndApps);

  it('has the same template: nothing of the failed one is in its way', () => {
    expect(changeSet(deployed, deploymentOf(placeAndApps))).toEqual([]);
    expect(refusals(deployed, deploymentOf(placeAndApps))).toEqual([]);
  });

  it('publishes versions that a rollback removes, so that their names are free again', () => {
    const versions = deployed.flatMap(({ template }) =>
      Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::Lambda::Version'),
    );
    expect(versions.length).toBeGreaterThan(5);
    for (const version of versions) expect(version.DeletionPolicy).toBe('RetainExceptOnCreate');
  });
});
