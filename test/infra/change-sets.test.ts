import { describe, expect, it } from 'vitest';
import type { DeploymentOptions } from '../../infra/build-stage.ts';
import { unbundled } from '../../infra/bundling/bundles.ts';
import { readStage } from '../../infra/stages.ts';
import { synthesize, templateOf } from './synthesize.ts';
import { differences, type Json } from './template-differences.ts';

const account = '123456789012';
const place = { account, region: 'eu-central-1' };
const apps = {
  timetrack: {
    domain: '*.timetrackenterprise.com',
    hostedZone: { id: 'Z0000000000TIME', name: 'timetrackenterprise.com' },
  },
  trakstar: { domain: 'perform.trakstar.com', hostedZone: { id: 'Z000000000TRAK', name: 'trakstar.com' } },
};

type Templates = ReadonlyMap<string, Json>;

/** The templates of a deployment, by the names of their stacks. */
function deployed(settings: object, options?: DeploymentOptions): Templates {
  const stage = readStage('change', { change: settings });
  const { stacks } = synthesize(stage, { codeOf: unbundled, options });
  return new Map(
    Object.values(stacks).flatMap((stack) =>
      stack === undefined ? [] : [[stack.stackName, templateOf(stack).toJSON() as Json] as const],
    ),
  );
}

/** What an operator would read in `npm run diff`: a line a difference, by stack. */
function changes(before: Templates, after: Templates): Readonly<Record<string, readonly string[]>> {
  const names = new Set([...before.keys(), ...after.keys()]);
  return Object.fromEntries(
    [...names]
      .map((name) => [name, differences(before.get(name) ?? {}, after.get(name) ?? {})] as const)
      .filter(([, lines]) => lines.length > 0),
  );
}

const calm = deployed({ ...place, apps });

describe('a deployment that is repeated', () => {
  it('after a rollback has the same template: nothing of the failed one is in its way', () => {
    expect(changes(calm, deployed({ ...place, apps }))).toEqual({});
  });
});

describe('an emergency', () => {
  const urgent = deployed({ ...place, apps }, { emergency: true });

  it('touches the service alone, and in it groups and aliases', () => {
    const changed = changes(calm, urgent);
    expect(Object.keys(changed)).toEqual(['Latchkey-change-Service']);
    for (const line of Object.values(changed).flat()) {
      expect(line).toMatch(
        /Resources\/(?:Canary\w+\/Properties\/(?:DeploymentConfigName|AlarmConfiguration|AutoRollbackConfiguration)|\w+Live\w+\/UpdatePolicy|\w+\/DependsOn|CanaryRole\w+)/,
      );
    }
  });

  it('and the calm deployment after it is exactly what was there before', () => {
    expect(changes(urgent, deployed({ ...place, apps }))).toEqual(
      Object.fromEntries(Object.entries(changes(calm, urgent)).map(([stack]) => [stack, expect.anything()])),
    );
  });
});

describe('a second region', () => {
  const two = deployed({ ...place, apps, secondRegion: 'eu-west-1' });
  const dataChanges = (before: Templates, after: Templates) =>
    changes(before, after)['Latchkey-change-Data'] ?? [];

  it('that is added changes Replicas of Tenants and nothing else that exists in the data stack', () => {
    const lines = dataChanges(calm, two);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/^\+ Resources\/TenantsTable\/Properties\/Replicas\//);
  });

  it('that is removed takes the same lines away', () => {
    const lines = dataChanges(two, calm);
    expect(lines.map((line) => line.replace(/^-/, '+'))).toEqual(dataChanges(calm, two));
  });
});

describe('a restored table', () => {
  it('leaves the data stack, which keeps the old one, and is named by functions and roles', () => {
    const restored = deployed({ ...place, apps, tenantsTable: 'latchkey-change-tenants-restored' });
    const changed = changes(calm, restored);
    const gone = changed['Latchkey-change-Data'] ?? [];
    expect(gone.every((line) => line.startsWith('- Resources/TenantsTable/'))).toBe(true);
    expect(gone).toContain('- Resources/TenantsTable/DeletionPolicy: "Retain"');
    expect(JSON.stringify(changed['Latchkey-change-Service'])).toContain('latchkey-change-tenants-restored');
  });

  it('with a second region is refused: the replica would be missing there', () => {
    const settings = { ...place, apps, secondRegion: 'eu-west-1', tenantsTable: 'latchkey-restored' };
    expect(() => readStage('change', { change: settings })).toThrow(
      'secondRegion does not go with tenantsTable',
    );
  });
});
