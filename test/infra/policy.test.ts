import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnResource, Stack, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { afterAll, describe, expect, it } from 'vitest';
import { exampleStages } from '../../infra/documents/example-stages.ts';
import { policyDocument } from '../../infra/documents/policy.ts';
import { acknowledgementsIn, enforcePolicies, policyPacks } from '../../infra/policies.ts';
import { flags, synthesize } from './synthesize.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
  // CDK tells its command by this that a synthesis is not to be deployed; the tests provoke such.
  process.exitCode = 0;
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-policy-'));
  folders.push(folder);
  return folder;
}

/** Synthesizes as `cdk synth` does; what was found, with the rules by which it could be acknowledged. */
function findingsOf(app: App): string {
  enforcePolicies(app);
  try {
    app.synth({ force: true });
    return '';
  } catch (failure) {
    if (!(failure instanceof Error) || failure.name !== 'ValidationFailed') throw failure;
    return failure.message;
  }
}

describe.each(exampleStages)('the stage %s', (name) => {
  it('is found to be right by cdk-nag and by CDK’s own validation', () => {
    expect(findingsOf(synthesize(name, { outdir: newFolder() }).app)).toBe('');
  });

  it('acknowledges nothing that would not be found', () => {
    const { app } = synthesize(name);
    const found = policyPacks(app).flatMap((pack) => {
      Object.assign(pack, { isAcknowledged: () => false });
      return pack
        .validateScope(app)
        .violations.flatMap(({ ruleName, violatingResources }) =>
          violatingResources.map(({ constructPath }) => ({ ruleName, path: String(constructPath) })),
        );
    });
    const idle = acknowledgementsIn(app).filter(
      ({ rule, path }) =>
        !found.some((finding) => finding.ruleName === rule && `${finding.path}/`.startsWith(`${path}/`)),
    );

    expect(found.length).toBeGreaterThan(0);
    expect(idle).toEqual([]);
  });

  it('gives a reason for each acknowledgement, in a sentence', () => {
    for (const { reason } of acknowledgementsIn(synthesize(name).app)) {
      expect(reason).toMatch(/^[A-Z].{30,}\.$/s);
    }
  });
});

describe('what is not right', () => {
  const build = (spoil: (stack: Stack) => void) => {
    const app = new App({ context: flags, outdir: newFolder() });
    spoil(new Stack(app, 'Spoilt'));
    return findingsOf(app);
  };

  it('is found by cdk-nag', () => {
    expect(build((stack) => new Queue(stack, 'Queue'))).toContain("'AwsSolutions::AwsSolutions-SQS4'");
  });

  it('is found by CDK’s own validation', () => {
    const findings = build((stack) => {
      new CfnResource(stack, 'Alarm', { type: 'AWS::CloudWatch::Alarm', properties: { Treshold: 1 } });
    });

    expect(findings).toContain("'CloudFormation-Validate::F3002'");
  });

  it('is no longer found once it is acknowledged', () => {
    const findings = build((stack) => {
      const queue = new Queue(stack, 'Queue');
      Validations.of(queue).acknowledge({ id: 'AwsSolutions-SQS4', reason: 'A test.' });
    });

    expect(findings).toContain('AwsSolutions-SQS3');
    expect(findings).not.toContain('AwsSolutions-SQS4');
  });
});

it('docs/policy.md is what the code says: run `npm run docs`', () => {
  expect(readFileSync(new URL('../../docs/policy.md', import.meta.url), 'utf8')).toBe(policyDocument());
});
