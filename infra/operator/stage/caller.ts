import type { Terminal } from '../terminal.ts';
import { type AwsAccess, awsCli } from './aws-cli.ts';

/**
 * Who works on a deployed stage, for its histories: the caller by AWS (`arn:aws:sts::…`), or where that cannot be
 * told, whoever sits at this machine. A history with a weaker name is better than a change that cannot be made.
 */
export async function callerOf(terminal: Terminal, access: AwsAccess): Promise<string> {
  try {
    const answer: unknown = JSON.parse(await awsCli(terminal, access, ['sts', 'get-caller-identity']));
    const arn = typeof answer === 'object' && answer !== null && 'Arn' in answer ? answer.Arn : undefined;
    if (typeof arn === 'string' && arn.startsWith('arn:')) return arn;
  } catch {
    // Below.
  }
  return terminal.person();
}
