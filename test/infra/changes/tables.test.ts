import { expect, it } from 'vitest';
import { readStage } from '../../../infra/stages.ts';
import { changeLines, changeSet } from './change-set.ts';
import { type Deployment, deploymentOf } from './deployment.ts';
import { describeChange } from './describe-change.ts';
import { nameOf } from './physical-names.ts';
import { refusals } from './refusals.ts';
import { placeAndApps } from './stage-settings.ts';

const calm = deploymentOf(placeAndApps);
const restored = deploymentOf({ ...placeAndApps, tenantsTable: 'latchkey-change-tenants-restored' });
const full = deploymentOf({ ...placeAndApps, decryption: true, requestSigning: true, edge: {} });

const linesOf = (before: Deployment, after: Deployment, stack: string) =>
  changeLines(changeSet(before, after).filter((change) => change.stack === stack));

describeChange('first-deployment-failed', () => {
  it('leaves nothing behind that has a name but the tables', () => {
    const left = full.flatMap(({ name, template }) =>
      Object.values(template.Resources)
        .filter((resource) => resource.DeletionPolicy === 'Retain')
        .map((resource) => `${name}: ${nameOf(resource)}`),
    );
    expect(left).toEqual(['Data: latchkey-change-tenants', 'Data: latchkey-change-flows']);
  });

  it('can be repeated where it left none', () => {
    const withoutData = full.filter(({ name }) => name !== 'Data');
    expect(refusals([], withoutData)).toEqual([]);
  });
});

describeChange('adopt-tables', () => {
  it('imports a stack that has the tables and nothing else', () => {
    const [data] = calm;
    expect(data?.name).toBe('Data');
    expect(Object.values(data?.template.Resources ?? {}).map(({ Type }) => Type)).toEqual(
      Array(2).fill('AWS::DynamoDB::GlobalTable'),
    );
    for (const { DeletionPolicy } of Object.values(data?.template.Resources ?? {})) {
      expect(DeletionPolicy).toBe('Retain');
    }
  });
});

describeChange('restore', () => {
  it('takes the old table out of the stack and keeps it', () => {
    expect(linesOf(calm, restored, 'Data')).toEqual(['Data: released TenantsTable']);
    expect(refusals(calm, restored)).toEqual([]);
  });

  it('changes what names the table, in place', () => {
    const service = changeSet(calm, restored).filter(({ stack }) => stack === 'Service');
    const named = service.filter(({ type }) => type === 'AWS::Lambda::Function');
    expect(named.length).toBeGreaterThan(5);
    for (const { properties } of named) expect(properties).toEqual(['Environment']);
    for (const { action, type } of service) {
      // The table that is put in its place has no stream that the stage knows.
      if (type === 'AWS::Lambda::EventSourceMapping') expect(action).toBe('deleted');
      else expect(action, type).toMatch(type === 'AWS::Lambda::Version' ? /created|released/ : /updated/);
    }
    const text = JSON.stringify(restored.find(({ name }) => name === 'Service')?.template);
    expect(text).toContain('latchkey-change-tenants-restored');
    expect(text).not.toMatch(/latchkey-change-tenants(?!-restored)/);
  });

  it('never leaves a second region without its table: that stage is refused', () => {
    const settings = { ...placeAndApps, secondRegion: 'eu-west-1', tenantsTable: 'latchkey-restored' };
    expect(() => readStage('change', { change: settings })).toThrow(
      'secondRegion does not go with tenantsTable',
    );
  });
});

describeChange('end-restore', () => {
  it('adds the table to the data stack and changes nothing else there: an import can do it', () => {
    expect(linesOf(restored, calm, 'Data')).toEqual(['Data: created TenantsTable']);
  });

  it('without an import is refused, because the table that was kept has that name', () => {
    const kept = calm.filter(({ name }) => name === 'Data').map((stack) => ({ ...stack, name: 'Kept' }));
    expect(refusals([...restored, ...kept], calm)).toEqual([
      'Data: TenantsTable cannot be created: Kept/TenantsTable has latchkey-change-tenants',
    ]);
  });
});

describeChange('rotate-key', () => {
  const settings = { ...placeAndApps, decryption: true, requestSigning: true };
  const before = deploymentOf(settings);
  const after = deploymentOf({ ...settings, decryptionKeyGeneration: 2 });

  it('adds a key and its alias, and leaves the one in use', () => {
    const keys = changeSet(before, after).filter(({ stack }) => stack === 'Keys');
    expect(keys.map(({ action, type }) => `${action} ${type}`)).toEqual([
      'created AWS::KMS::Key',
      'created AWS::KMS::Alias',
    ]);
  });

  it('of tokens makes the one after next, because the next one is published already', () => {
    const rotated = deploymentOf({ ...settings, tokenSigningKeyGeneration: 2 });
    const lines = changeSet(before, rotated).filter(({ stack }) => stack === 'Keys');

    expect(lines.map(({ action, type }) => `${action} ${type}`)).toEqual([
      'created AWS::KMS::Key',
      'created AWS::KMS::Alias',
    ]);
    expect(refusals(before, rotated)).toEqual([]);
  });

  it('never deletes one where the OpenID Provider is switched off, and changes no table', () => {
    const off = deploymentOf({ ...settings, openIdConnect: false });
    const changes = changeSet(before, off);

    expect(new Set(changes.flatMap(({ stack, action }) => (stack === 'Keys' ? [action] : [])))).toEqual(
      new Set(['released']),
    );
    expect(changes.filter(({ type }) => type === 'AWS::DynamoDB::GlobalTable')).toEqual([]);
  });

  it('never deletes one, even if its generation goes', () => {
    const gone = changeSet(after, before).filter(({ stack }) => stack === 'Keys');
    expect(gone.map(({ action }) => action)).toEqual(['released', 'released']);
  });
});
