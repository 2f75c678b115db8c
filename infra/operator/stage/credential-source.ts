import { OperatorError } from '../operator-error.ts';
import type { Terminal } from '../terminal.ts';

/**
 * Refuses credentials of two sources. The AWS command line, which reads the stage, prefers static keys to AWS_PROFILE
 * and knows AWS_DEFAULT_PROFILE; the SDK, which writes, prefers AWS_PROFILE and does not know the other. A stage would
 * be read from one account and written to another. With `--profile` both use that one.
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
    `${set.join(' and ')} are set. They may belong to different accounts, so nothing was done.`,
    [`Choose one: --profile ${AWS_PROFILE || AWS_DEFAULT_PROFILE}, or unset the variables of the other.`],
  );
}
