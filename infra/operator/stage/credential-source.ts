import { OperatorError } from '../operator-error.ts';
import type { Terminal } from '../terminal.ts';

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
