import type { AppProfile } from '../shared/apps/profile.ts';
import type { StageSettings } from './stage-schema.ts';

/** One deployment of everything. */
export interface Stage extends StageSettings {
  readonly name: string;
  /** Every app of the deployment, with a domain or without. */
  readonly profiles: readonly AppProfile[];
}
