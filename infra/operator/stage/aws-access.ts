import { OperatorError } from '../operator-error.ts';
import type { Terminal } from '../terminal.ts';
import { explainAwsCli } from './aws-cli-errors.ts';

/** The AWS profile and region of a command; defaults as for any AWS tool. */
export interface AwsAccess {
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
}

/**
 * Runs the AWS command line and returns its JSON. It supports every way to sign in that the operator has set up.
 * @throws OperatorError `settings` where it is not installed; `aws-refused` with its last line
 */
export async function awsCli(
  terminal: Terminal,
  { profile, region }: AwsAccess,
  words: readonly string[],
): Promise<string> {
  const access = [
    ...(profile === undefined ? [] : ['--profile', profile]),
    ...(region === undefined ? [] : ['--region', region]),
  ];
  try {
    return await terminal.execute('aws', [...words, ...access, '--output', 'json']);
  } catch (error) {
    if (isMissing(error)) {
      throw new OperatorError('settings', '--stage needs the AWS command line, which is not installed.', [
        'Install it (https://aws.amazon.com/cli/), or run the output OperatorEnvironment of the service stack in your shell.',
      ]);
    }
    throw explainAwsCli(lastLine(error));
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** Returns the last line that the program wrote to stderr. */
function lastLine(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
  return said.trim().split('\n').at(-1) ?? 'The AWS command line failed.';
}

/** The AWS identity behind a command. */
export interface Caller {
  /** For histories: the ARN (`arn:aws:sts::…`), or the user of this machine if AWS does not answer. */
  readonly name: string;
  /** The account of the credentials; undefined if AWS does not answer. */
  readonly account?: string;
}

/**
 * Returns the AWS identity behind a command: one call of the AWS command line. It never fails: a history with a weaker
 * name is better than a change that cannot be made.
 */
export async function callerOf(terminal: Terminal, access: AwsAccess): Promise<Caller> {
  try {
    const answer: unknown = JSON.parse(await awsCli(terminal, access, ['sts', 'get-caller-identity']));
    const { Arn: arn = undefined, Account: account = undefined } =
      typeof answer === 'object' && answer !== null ? (answer as Readonly<Record<string, unknown>>) : {};
    if (typeof arn === 'string' && arn.startsWith('arn:')) {
      const [, , , , ofArn = ''] = arn.split(':');
      return { name: arn, account: typeof account === 'string' ? account : ofArn };
    }
  } catch {
    // The user of this machine is the fallback.
  }
  return { name: terminal.person() };
}

/**
 * Refuses credentials from two sources, which could read a stage from one account and write to another. The AWS command
 * line prefers static keys to AWS_PROFILE and supports AWS_DEFAULT_PROFILE. The SDK prefers AWS_PROFILE and does not.
 * With `--profile` both use that profile.
 * @throws OperatorError `settings`
 */
export function requireOneSource(environment: Terminal['environment'], profile: string | undefined): void {
  if (profile !== undefined) return;
  const { AWS_PROFILE, AWS_DEFAULT_PROFILE, AWS_ACCESS_KEY_ID } = environment;
  const set = [
    ...(AWS_PROFILE ? [`AWS_PROFILE (${AWS_PROFILE})`] : []),
    ...(AWS_DEFAULT_PROFILE && AWS_DEFAULT_PROFILE !== AWS_PROFILE
      ? [`AWS_DEFAULT_PROFILE (${AWS_DEFAULT_PROFILE})`]
      : []),
    ...(AWS_ACCESS_KEY_ID ? ['AWS_ACCESS_KEY_ID'] : []),
  ];
  if (set.length < 2) return;
  throw new OperatorError(
    'settings',
    `${set.join(' and ')} are set and may belong to different accounts. Nothing was done.`,
    [`Choose one: --profile ${AWS_PROFILE || AWS_DEFAULT_PROFILE}, or unset the variables of the other.`],
  );
}
