import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readExports } from '../../../infra/operator/stage/stage-environment.ts';
import { latchkey, useLocalTables } from '../../harness/command.ts';

describe('latchkey --stage', () => {
  const local = useLocalTables();
  let folder = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'latchkey-stage-'));
    const keys = 'aws_access_key_id = stage\naws_secret_access_key = stage\n';
    await writeFile(join(folder, 'credentials'), `[default]\n${keys}\n[ops]\n${keys}`);
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'));
    vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'none'));
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });

  /** Runs words against a stage whose stack gives `output`; what was asked of AWS. */
  const run = async (output: unknown, ...words: string[]) => {
    const asked: string[] = [];
    const execute = async (program: string, args: readonly string[]) => {
      asked.push([program, ...args].join(' '));
      return JSON.stringify(args[0] === 'sts' ? { Arn: 'arn:aws:sts::1:assumed-role/Admin/maria' } : output);
    };
    const { AWS_ENDPOINT_URL_DYNAMODB: endpoint } = local.environment();
    vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', endpoint);
    const outcome = await latchkey([...words, '--stage', 'beta', '--json'], { execute });
    return { asked, answer: JSON.parse(outcome.stdout), exitCode: outcome.exitCode };
  };
  const output =
    "export AWS_REGION=us-east-1 TENANTS_TABLE=latchkey-tenants FLOWS_TABLE=latchkey-flows LATCHKEY_SITES='" +
    '[{"app":"timetrack","origin":"https://{tenant}.beta.example"}]' +
    "'";

  it('works on the tables and sites of the stack, in the name of the caller', async () => {
    const trust = ['--issuer', 'urn:example:idp', '--login-url', 'https://idp.example/sso'];
    const key = ['--thumbprint', 'ab'.repeat(20)];
    const added = await run(
      output,
      ...['tenant', 'add', 'timetrack', 'acme', ...trust, ...key, '--profile', 'ops'],
    );
    expect(added.answer.tenant).toMatchObject({
      id: 'acme',
      entra: { signOnUrl: 'https://acme.beta.example' },
    });
    expect(added.asked[0]).toMatch(
      /^aws cloudformation describe-stacks --stack-name Latchkey-beta-Service .*--profile ops --output json$/,
    );
    const { answer } = await run(output, 'tenant', 'history', 'timetrack', 'acme');
    expect(answer.changes).toMatchObject([{ by: 'arn:aws:sts::1:assumed-role/Admin/maria' }]);
  });

  it('says which account and region a change reaches, before it is made', async () => {
    const added = await run(output, 'tenant', 'add', 'timetrack', 'shown');
    expect(added.answer.place).toEqual({ stage: 'beta', account: '1', region: 'us-east-1' });
    const execute = async (_: string, args: readonly string[]) =>
      JSON.stringify(args[0] === 'sts' ? { Arn: 'arn:aws:sts::1:assumed-role/Admin/maria' } : output);
    const words = ['tenant', 'remove', 'timetrack', 'shown', '--stage', 'beta'];
    const { stderr } = await latchkey(words, { execute });
    expect(stderr).toMatch(/^Stage beta: account 1, region us-east-1\.\n.*Nothing was changed/s);
    const read = await latchkey(['tenant', 'list', '--stage', 'beta'], { execute });
    expect(read.stderr).toBe('');
  });

  it('says how to go on in the same place', async () => {
    const { answer } = await run(output, 'tenant', 'show', 'timetrack', 'nobody', '--region', 'eu-central-1');
    expect(answer.error.next[0]).toContain('tenant list timetrack --stage beta --region eu-central-1');
  });

  it.each<[string, unknown]>([
    ['no output of the command', null],
    ['an output that is something else', 'rm -rf /'],
  ])('is refused where the stack has %s', async (_, value) => {
    const { answer, exitCode } = await run(value, 'tenant', 'list');
    expect(exitCode).toBe(2);
    expect(answer.error).toMatchObject({
      code: 'settings',
      next: [expect.stringContaining('-c stage=beta')],
    });
  });

  it("hands on AWS's own words, and says what to install", async () => {
    const failing = async () => {
      throw Object.assign(new Error('exit 255'), {
        code: 255,
        stderr: '\nThe SSO session has expired.\n',
      });
    };
    const refused = await latchkey(['tenant', 'list', '--stage', 'beta'], { execute: failing });
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain('latchkey: The SSO session has expired.');
    const missing = await latchkey(['tenant', 'list', '--stage', 'beta']);
    expect(missing.exitCode).toBe(2);
    expect(missing.stderr).toContain('https://aws.amazon.com/cli/');
  });

  it.each([
    [['--stage', 'Beta'], 'lower-case letters'],
    [['--stage', 'beta', '--local'], "cannot be used with option '--stage"],
    [['--stage', 'beta', '--region', 'Frankfurt'], 'eu-central-1'],
  ])('makes no sense with %s', async (words, message) => {
    const { exitCode, stderr } = await latchkey(['tenant', 'list', ...words]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('the account that --stage works on', () => {
  const asked: string[] = [];
  const execute = async (program: string, words: readonly string[]) => {
    asked.push([program, ...words].join(' '));
    return words[0] === 'sts'
      ? JSON.stringify({ Account: '123456789012', Arn: 'arn:aws:sts::123456789012:assumed-role/Admin/maria' })
      : JSON.stringify(
          'export AWS_REGION=eu-central-1 TENANTS_TABLE=latchkey-tenants FLOWS_TABLE=latchkey-flows LATCHKEY_SITES=x',
        );
  };
  const keys = { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 's' };

  it.each<[string, Record<string, string>, string]>([
    [
      'AWS_PROFILE and static keys',
      { AWS_PROFILE: 'prod', ...keys },
      'AWS_PROFILE (prod) and AWS_ACCESS_KEY_ID are set',
    ],
    [
      'AWS_DEFAULT_PROFILE and static keys',
      { AWS_DEFAULT_PROFILE: 'prod', ...keys },
      'AWS_DEFAULT_PROFILE (prod) and',
    ],
    [
      'two profiles',
      { AWS_PROFILE: 'a', AWS_DEFAULT_PROFILE: 'b' },
      'AWS_PROFILE (a) and AWS_DEFAULT_PROFILE (b)',
    ],
  ])('is not guessed from %s: nothing is asked or written', async (_, environment, message) => {
    asked.length = 0;
    const { exitCode, stderr } = await latchkey(['tenant', 'list', '--stage', 'beta'], {
      environment,
      execute,
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toContain('--profile');
    expect(asked).toEqual([]);
  });

  it.each<[string, Record<string, string>, string[]]>([
    ['--profile', { AWS_PROFILE: 'prod', ...keys }, ['--profile', 'ops']],
    ['static keys alone', keys, []],
    ['one profile by both names', { AWS_PROFILE: 'a', AWS_DEFAULT_PROFILE: 'a' }, []],
  ])('is that of %s', async (_, environment, options) => {
    asked.length = 0;
    await latchkey(['tenant', 'list', '--stage', 'beta', ...options], { environment, execute });
    expect(asked[0]).toContain('describe-stacks');
  });
});

describe('the variables of a stage', () => {
  it.each([
    ['export A=1 B=two-3', { A: '1', B: 'two-3' }],
    [
      `export A='[{"a":"b c"}]' B=arn:aws:kms:eu-central-1:1:key/x`,
      { A: '[{"a":"b c"}]', B: 'arn:aws:kms:eu-central-1:1:key/x' },
    ],
  ])('are those of %s', (text, variables) => expect(readExports(text)).toEqual(variables));

  it.each(['', 'export', 'A=1', 'export A=$(id)', 'export A=1; id', "export A='1", 'export a=1'])(
    'are none in %j',
    (text) => expect(readExports(text)).toBeUndefined(),
  );
});
