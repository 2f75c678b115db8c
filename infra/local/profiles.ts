import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppProfile } from '../../shared/apps/profile.ts';
import { profilesFileName, writeProfiles } from '../../shared/apps/profiles-file.ts';

/** Writes the profiles where the functions of this process read them until it ends. Returns the path of the file. */
export function writeLocalProfiles(profiles: readonly AppProfile[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, profilesFileName);
  writeFileSync(path, writeProfiles(profiles));
  return path;
}
