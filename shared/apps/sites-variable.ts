import * as v from 'valibot';
import { keysOf } from '../objects/keys-of.ts';
import { findApp, gallery } from './gallery.ts';
import type { Site } from './site.ts';

/** The variable that tells a function the site of each app: a JSON list of `{app, origin}`. */
export const sitesVariable = 'LATCHKEY_SITES';

const sitesSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.array(
    v.strictObject({
      app: v.picklist(keysOf(gallery)),
      origin: v.pipe(v.string(), v.regex(/^https?:\/\/[a-z0-9.{}-]+(?::\d{1,5})?$/)),
    }),
  ),
  v.minLength(1),
);

/** Reads the sites in the value of {@link sitesVariable}. @throws Error that names the variable */
export function readSites(text: string | undefined): readonly Site[] {
  if (text === undefined || text === '') throw new Error(`${sitesVariable} is not set`);
  const read = v.safeParse(sitesSchema, text);
  if (!read.success) throw new Error(`${sitesVariable}: ${read.issues[0].message}`);
  return read.output.flatMap(({ app, origin }) => {
    const profile = findApp(app);
    return profile === undefined ? [] : [{ app: profile, origin }];
  });
}

/** Returns the value of {@link sitesVariable} for `sites`. */
export function writeSites(sites: readonly Site[]): string {
  return JSON.stringify(sites.map(({ app, origin }) => ({ app: app.id, origin })));
}
