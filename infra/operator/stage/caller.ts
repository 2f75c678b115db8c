import type { Terminal } from '../terminal.ts';
import { type AwsAccess, awsCli } from './aws-cli.ts';

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
