import { describe, expect, it } from 'vitest';
import { explainFailure } from '../../../infra/operator/explain-failure.ts';
import { appChoices } from '../../../infra/operator/known-apps.ts';
import { latchkey } from '../../harness/command.ts';
import { freePort } from '../../set-up/free-port.ts';

const trust = ['--issuer', 'https://sts.windows.net/x/', '--login-url', 'https://login.example/saml2'];
const add = ['tenant', 'add', 'timetrack', 'acme', '--thumbprint', 'ab'.repeat(20)];

describe('wrong usage', () => {
  it.each<[string, string[], string]>([
    ['no command', [], 'tenant'],
    ['half a command', ['tenant'], 'add'],
    ['an unknown command', ['tenant', 'rename'], "unknown command 'rename'"],
    ['an unknown option', ['tenant', 'list', '--csv'], "unknown option '--csv'"],
    ['an unknown app', ['tenant', 'list', 'timetrak'], `The apps are ${appChoices('and')}.`],
    ['a bad tenant', ['tenant', 'show', 'timetrack', 'Acme'], 'lower-case letters'],
    ['a missing issuer', [...add, '--login-url', 'https://login.example'], '--issuer <identifier>'],
    [
      'no key',
      ['tenant', 'add', 'timetrack', 'acme', ...trust],
      '--thumbprint <hex> or --certificate <file>',
    ],
    ['no URL', [...add, ...trust, '--login-url', 'login.example'], 'It is not a URL'],
    ['http', [...add, ...trust, '--login-url', 'http://login.example'], 'must begin with https://'],
    ['script', [...add, ...trust, '--logout-url', 'javascript:alert(1)'], 'must begin with https://'],
    ['a password', [...add, ...trust, '--login-url', 'https://a:b@login.example'], 'no password'],
    ['a fragment', [...add, ...trust, '--login-url', 'https://login.example/#'], 'no fragment'],
    [
      'an Entra issuer cut short',
      [...add, ...trust, '--issuer', 'https://sts.windows.net/x'],
      'ends with a slash',
    ],
    ['a short session', [...add, ...trust, '--session-hours', '0.2'], '0.25 to 24 hours'],
    ['a long session', [...add, ...trust, '--session-hours', '24.1'], '0.25 to 24 hours'],
    ['no number', [...add, ...trust, '--session-hours', '8h'], '0.25 to 24 hours'],
    ['a name with blanks around it', ['user', 'add', 'timetrack', 'acme', 'b@contoso.com '], 'no spaces'],
    ['an invisible name', ['user', 'add', 'timetrack', 'acme', 'b\u200e@contoso.com'], 'no invisible'],
    [
      'a name, and shows what is in it',
      ['user', 'add', 'timetrack', 'acme', 'b\u200e@contoso.com'],
      'b\\u{200e}@',
    ],
    ['a no-break space', ['user', 'add', 'timetrack', 'acme', 'b\u00a0@contoso.com'], 'b\\u{a0}@'],
    ['an empty name', ['user', 'add', 'timetrack', 'acme', ''], '1 to 256 characters'],
  ])('%s ends with 2 and says why', async (_, args, message) => {
    const { exitCode, stdout, stderr } = await latchkey([...args, '--local']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it.each<[string, string[]]>([
    ['in front', ['--json', 'tenant', 'list', 'timetrak']],
    ['behind', ['tenant', 'list', 'timetrak', '--json']],
    ['without a command', ['--json']],
  ])('is one JSON document with --json %s', async (_, args) => {
    const { exitCode, stdout, stderr } = await latchkey(args);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'usage' } });
  });

  it('is not to ask for help', async () => {
    for (const args of [['--help'], ['tenant', 'add', '--help']]) {
      const { exitCode, stdout, stderr } = await latchkey(args);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      expect(stdout).toContain('Usage: latchkey');
    }
  });
});

describe('what a command needs around it', () => {
  it('is the names of the tables, or --local', async () => {
    const { exitCode, stderr } = await latchkey(['tenant', 'list']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('TENANTS_TABLE is not set');
    expect(stderr).toContain('--local');
  });

  it('is a local setting that makes sense', async () => {
    const { exitCode, stderr } = await latchkey(['tenant', 'list', '--local'], {
      environment: { DYNAMODB_PORT: 'eight' },
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('DYNAMODB_PORT');
  });

  it('is a DynamoDB that answers', async () => {
    const environment = { DYNAMODB_PORT: String(await freePort()) };
    const { exitCode, stderr } = await latchkey(['tenant', 'list', '--local'], { environment });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Is `npm start` running?');
  });
});

describe('a failure', () => {
  const failure = (name: string, message: string, more = {}) =>
    Object.assign(new Error(message), { name, ...more });

  it.each<[string, unknown, boolean, string, string]>([
    ['no network', failure('Error', 'x', { code: 'ENOTFOUND' }), false, 'database-unreachable', '--local'],
    ['no answer', failure('TimeoutError', 'x'), true, 'database-unreachable', 'Is `npm start` running?'],
    ['no table here', failure('ResourceNotFoundException', 'x'), true, 'table-missing', '`npm start`'],
    ['no table there', failure('ResourceNotFoundException', 'x'), false, 'table-missing', 'TENANTS_TABLE'],
    ['no credentials', failure('CredentialsProviderError', 'none'), false, 'settings', 'AWS_PROFILE'],
    ['no region', failure('Error', 'Region is missing'), false, 'settings', 'AWS_REGION'],
    ['an AWS answer', failure('OddException', 'no', { $metadata: {} }), false, 'aws-refused', ''],
    ['a fault of ours', failure('TypeError', 'x is undefined'), false, 'fault', ''],
    ['something else', 'thrown', false, 'fault', ''],
  ])('for want of %s is explained', (_, thrown, local, code, next) => {
    const error = explainFailure(thrown, { isLocal: local });
    expect(error).toMatchObject({ code });
    expect(error.next.join()).toContain(next);
    expect(error.message).not.toBe('');
  });

  const signatureExpired = 'Signature expired: 20261130T003000Z is now earlier than 20261130T004000Z';
  it.each<[string, string, string]>([
    ['ExpiredTokenException', 'The security token included in the request is expired', 'aws sso login'],
    ['ExpiredToken', 'The provided token has expired.', 'aws sso login'],
    ['UnrecognizedClientException', 'The security token … is invalid.', 'get-caller-identity'],
    ['InvalidClientTokenId', 'The security token … is invalid.', 'get-caller-identity'],
    ['MissingAuthenticationTokenException', 'Missing Authentication Token', 'get-caller-identity'],
    ['InvalidSignatureException', signatureExpired, "this machine's clock"],
    ['SignatureDoesNotMatch', signatureExpired, "this machine's clock"],
    ['InvalidSignatureException', 'The request signature … does not match', 'its own secret'],
    ['RequestTimeTooSkewed', 'The difference … is too large.', "this machine's clock"],
    ['AccessDeniedException', 'User: … is not authorized to perform: dynamodb:Query', 'KMS key policy'],
    ['AccessDenied', 'User: … is not authorized to perform: sts:AssumeRole', 'get-caller-identity'],
    ['OptInRequired', 'The AWS Access Key Id needs a subscription', 'AWS_REGION'],
  ])('that AWS calls %s (%s) comes with advice', (name, message, advice) => {
    const error = explainFailure(failure(name, message, { $metadata: { httpStatusCode: 400 } }), {
      isLocal: false,
    });
    expect(error).toMatchObject({ code: 'aws-refused', exitCode: 1, message: `${name}: ${message}` });
    expect(error.next.join('\n')).toContain(advice);
    // Whose clock is off need not look for another key.
    if (message === signatureExpired) expect(error.next.join('\n')).not.toContain('access key');
  });

  it('of a session that expired before anything was sent says to sign in again, not to set credentials', () => {
    const expired = failure('CredentialsProviderError', 'Token is expired. Run aws sso login');
    const { code, next } = explainFailure(expired, { isLocal: false });
    expect(code).toBe('settings');
    expect(next.join()).toContain('aws sso login');
    expect(next.join()).not.toContain('--local');
  });
});
