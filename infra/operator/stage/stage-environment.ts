import { OperatorError } from '../operator-error.ts';
import type { Terminal } from '../terminal.ts';
import { type AwsAccess, awsCli } from './aws-access.ts';

/** A deployed stage, and the AWS access to it. */
export interface StageOptions extends AwsAccess {
  readonly stage: string;
}

/** The output of the service stack with the variables of the command: `export NAME=value NAME='value'`. */
const outputName = 'OperatorEnvironment';

/**
 * Returns the variables of the command from the service stack of a stage: its tables, sites and region. One request.
 * @throws OperatorError `settings`, `aws-refused`
 */
export async function readStageEnvironment(
  terminal: Terminal,
  { stage, ...access }: StageOptions,
): Promise<Readonly<Record<string, string>>> {
  const stack = `Latchkey-${stage}-Service`;
  const text = await awsCli(terminal, access, [
    ...['cloudformation', 'describe-stacks', '--stack-name', stack],
    ...['--query', `Stacks[0].Outputs[?OutputKey=='${outputName}'].OutputValue | [0]`],
  ]);
  const value: unknown = parsedJson(text);
  const variables = typeof value === 'string' ? readExports(value) : undefined;
  if (variables !== undefined) return variables;
  throw new OperatorError('settings', `The stack ${stack} has no output ${outputName}.`, [
    `Deploy this release to the stage first: npx cdk deploy --all -c stage=${stage}`,
  ]);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads the assignments of an `export` line; undefined where the text contains anything else. */
export function readExports(text: string): Readonly<Record<string, string>> | undefined {
  const [, assignments = ''] = /^export +(.*)$/.exec(text) ?? [];
  const variables: Record<string, string> = {};
  let rest = assignments.trim();
  while (rest !== '') {
    const [whole, name = '', quoted, plain = ''] =
      /^([A-Z][A-Z0-9_]*)=(?:'([^']*)'|([\w./:,-]*))(?: +|$)/.exec(rest) ?? [];
    if (whole === undefined) return undefined;
    variables[name] = quoted ?? plain;
    rest = rest.slice(whole.length);
  }
  return Object.keys(variables).length === 0 ? undefined : variables;
}
