import { OperatorError } from '../operator-error.ts';
import type { Terminal } from '../terminal.ts';

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
    throw new OperatorError('aws-refused', lastLine(error), [
      'Check --stage, --profile and --region. To sign in again: aws sso login, or as your account requires.',
    ]);
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
