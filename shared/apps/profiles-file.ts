import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Apps, appsOf } from './apps.ts';
import type { AppProfile } from './profile.ts';

/** The variable that names the file of profiles: a path, relative to the folder of the function's code. */
export const profilesVariable = 'LATCHKEY_PROFILES';

/** The name of the file beside a function's code. */
export const profilesFileName = 'profiles.json';

/**
 * Returns the profiles in the file that {@link profilesVariable} names. Synthesis validated them and wrote the file, so
 * they are read as they are.
 * @throws Error that names the variable
 */
export function profilesFrom(environment: Readonly<Record<string, string | undefined>>): Apps {
  const path = environment[profilesVariable];
  if (path === undefined || path === '') throw new Error(`${profilesVariable} is not set`);
  try {
    const profiles = JSON.parse(
      readFileSync(resolve(environment['LAMBDA_TASK_ROOT'] ?? '', path), 'utf8'),
    ) as readonly AppProfile[];
    return appsOf(profiles.map((app) => ({ app })));
  } catch (error) {
    throw new Error(`${profilesVariable}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Returns the content of the file for these profiles. */
export function writeProfiles(profiles: readonly AppProfile[]): string {
  return JSON.stringify(profiles);
}
