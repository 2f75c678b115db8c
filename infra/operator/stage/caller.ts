import type { Terminal } from '../terminal.ts';
import { type AwsAccess, awsCli } from './aws-cli.ts';

/** Who works on a deployed stage. */
export interface Caller {
  /** For its histories: the caller by AWS (`arn:aws:sts::…`), or, where AWS does not say, the person at this machine. */
  readonly name: string;
  /** The account whose credentials are used; undefined where AWS does not say. */
  readonly account?: string;
}

/**
 * Returns who works on a deployed stage: one call of the AWS command line. A history with a weaker name is better than
 * a change that cannot be made.
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
    // Below.
  }
  return { name: terminal.person() };
}
