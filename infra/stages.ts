import * as v from 'valibot';
import type { AppProfile } from '../shared/apps/profile.ts';
import { appProfiles } from './apps/app-profiles.ts';
import type { Stage } from './stage.ts';
import { stageRuleViolations } from './stage-rules.ts';
import { type StageSettings, stageSchemaOf } from './stage-schema.ts';

const nameRefusal = 'The stage must be called by a lower-case name: -c stage=beta';
const stageName = v.pipe(v.string(nameRefusal), v.regex(/^[a-z][a-z0-9]{0,15}$/, nameRefusal));
const stagesRefusal = 'cdk.json: context.stages must be an object, one key a stage';
const stagesSchema = v.record(v.string(), v.unknown(), stagesRefusal);

/**
 * The stage that `-c stage=<name>` names, out of those in cdk.json's context. There is no default: a forgotten option must
 * not deploy or destroy production. Every fault is named at once, a line each: where it is, and what can stand there.
 * @param profiles The apps of the deployment. Default: {@link appProfiles}.
 * @throws Error
 */
export function readStage(
  name: unknown,
  stages: unknown,
  profiles: readonly AppProfile[] = appProfiles(),
): Stage {
  const known = parse(stagesSchema, stages);
  if (name === undefined) {
    throw new Error(
      `No stage is named. Add -c stage=<name>, one of: ${Object.keys(known).join(', ') || 'none yet'}`,
    );
  }
  const called = parse(stageName, name);
  if (!Object.hasOwn(known, called)) {
    throw new Error(`cdk.json has no stage ${called}, but ${Object.keys(known).join(', ') || 'none at all'}`);
  }
  return checkStage(called, known[called], `cdk.json: stages.${called}.`, profiles);
}

/**
 * Returns the stage of this name with these settings and every default.
 * @throws Error with a line for each fault, which begins with `prefix`
 */
export function checkStage(
  name: unknown,
  settings: unknown,
  prefix: string,
  profiles: readonly AppProfile[] = appProfiles(),
): Stage {
  const called = parse(stageName, name);
  const read = v.safeParse(stageSchemaOf(profiles.map(({ id }) => id)), settings);
  const faults = read.success ? stageRuleViolations(read.output, profiles) : read.issues.map(faultOf);
  if (faults.length > 0) throw new Error(faults.map((fault) => `${prefix}${fault}`).join('\n'));
  return { name: called, profiles, ...(read.output as StageSettings) };
}

/**
 * Returns whether `-c emergency=true` asks for a deployment all at once and without alarms.
 * @throws Error for any value but `true` and `false`: a mistyped word must not look like one of them
 */
export function readEmergency(value: unknown): boolean {
  if (value === undefined || value === 'false' || value === false) return false;
  if (value === 'true' || value === true) return true;
  throw new Error('emergency must be true or false: -c emergency=true');
}

function parse<Schema extends v.GenericSchema>(schema: Schema, value: unknown): v.InferOutput<Schema> {
  const read = v.safeParse(schema, value);
  if (!read.success) throw new Error(read.issues[0].message);
  return read.output;
}

function faultOf(issue: v.BaseIssue<unknown>): string {
  const path = (issue.path ?? []).map(({ key }) => String(key)).join('.');
  return path === '' ? issue.message : `${path} ${issue.message}`;
}
