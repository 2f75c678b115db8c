import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const app = fileURLToPath(new URL('../../infra/app.ts', import.meta.url));

/** Runs the CDK app as `cdk` does, with this context. */
function run(context: unknown) {
  const { status, stderr, stdout } = spawnSync(process.execPath, [app], {
    env: { ...process.env, CDK_CONTEXT_JSON: JSON.stringify(context) },
    encoding: 'utf8',
  });
  return { status, stderr, stdout };
}

it('a mistyped key of a stage ends the synthesis with one line that names it, and the known ones', () => {
  const { status, stderr } = run({
    stage: 'production',
    stages: { production: { edge: { requestPerFiveMinutes: 100 } } },
  });

  expect(status).toBe(1);
  expect(stderr.trim().split('\n').at(-1)).toBe(
    'cdk.json: stages.production.edge.requestPerFiveMinutes is not known here: enforce, requestsPerFiveMinutes, backEndAddresses, clientCertificate, originSecretGeneration',
  );
});

it('a stage that is not in cdk.json ends it too', () => {
  const { status, stderr } = run({ stage: 'prodcution', stages: { production: {}, trial: {} } });

  expect(status).toBe(1);
  expect(stderr).toContain('cdk.json has no stage prodcution, but production, trial');
});

it('no stage ends it as well: nothing is deployed or destroyed by a forgotten option', () => {
  const { status, stderr } = run({ stages: { production: {}, trial: {} } });

  expect(status).toBe(1);
  expect(stderr).toContain('No stage is named. Add -c stage=<name>, one of: production, trial');
});

it('a mistyped word for an emergency ends it, so that nobody waits for a canary in an outage', () => {
  const { status, stderr } = run({ stage: 'trial', emergency: 'yes', stages: { trial: {} } });

  expect(status).toBe(1);
  expect(stderr).toContain('emergency must be true or false: -c emergency=true');
});
