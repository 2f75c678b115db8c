import { OperatorError } from '../operator-error.ts';
import type { Terminal } from '../terminal.ts';

/** With which account the command works; what is left out is as for any AWS tool. */
export interface AwsAccess {
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
}

/**
 * What the AWS command line answers, as JSON. It knows every way to sign in that the operator has set up.
 * @throws OperatorError `settings` where it is not installed, `aws-refused` with its own words
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
      throw new OperatorError('settings', '--stage asks the AWS command line, which is not installed.', [
        'Install it (https://aws.amazon.com/cli/), or run the line in the output OperatorEnvironment of the service stack.',
      ]);
    }
    throw new OperatorError('aws-refused', lastLine(error), [
      'Check --stage, --profile and --region. To sign in anew: aws sso login, or whatever your account uses.',
    ]);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** The program's own last words. */
function lastLine(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
  return said.trim().split('\n').at(-1) ?? 'The AWS command line failed.';
}
