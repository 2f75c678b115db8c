import * as v from 'valibot';
import { gallery } from '../shared/apps/gallery.ts';
import { productionSite, type Site } from '../shared/apps/site.ts';

/** One deployment of everything. */
export interface Stage {
  readonly name: string;
  /** Where each app stands in this stage. */
  readonly sites: readonly Site[];
}

const refusal = 'stage must be a lower-case name: -c stage=beta';
const stageName = v.optional(
  v.pipe(v.string(refusal), v.regex(/^[a-z][a-z0-9]{0,15}$/, refusal)),
  'production',
);

/** The stage that `-c stage=<name>` names, with the articles' own hosts. @throws Error in one line */
export function readStage(context: unknown): Stage {
  const name = v.safeParse(stageName, context);
  if (!name.success) throw new Error(name.issues[0].message);
  return { name: name.output, sites: Object.values(gallery).map(productionSite) };
}
