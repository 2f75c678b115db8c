import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stage as CdkStage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { FunctionName } from '../../functions/routes.ts';
import { profilesFileName, writeProfiles } from '../../shared/apps/profiles-file.ts';
import { hasSites } from '../functions/function-environment.ts';
import type { Stage } from '../stage.ts';

/**
 * Returns the code of a function: its bundle, and beside it the profiles of the stage's apps where it gets sites. A
 * bundle is the same for every stage and may be in a folder that is not ours to write to, so it is copied into the cloud
 * assembly first.
 */
export function functionCode(scope: Construct, name: FunctionName, stage: Stage, bundle: string): Code {
  const assembly = CdkStage.of(scope)?.outdir;
  if (!hasSites(name) || assembly === undefined) return Code.fromAsset(bundle);
  const folder = join(assembly, 'latchkey', stage.name, name);
  mkdirSync(folder, { recursive: true });
  cpSync(bundle, folder, { recursive: true });
  writeFileSync(join(folder, profilesFileName), writeProfiles(stage.profiles));
  return Code.fromAsset(folder);
}
