import * as v from 'valibot';
import { type Apps, requireApp } from './apps.ts';
import { appIdSchema } from './id-schemas.ts';
import { profilesFrom } from './profiles-file.ts';
import type { Site } from './site.ts';

/** The variable that tells a function the site of each app: a JSON list of `{app, origin}`. */
export const sitesVariable = 'LATCHKEY_SITES';

const sitesSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.array(
    v.strictObject({
      app: appIdSchema,
      origin: v.pipe(v.string(), v.regex(/^https?:\/\/[a-z0-9.{}-]+(?::\d{1,5})?$/)),
    }),
  ),
  v.minLength(1),
);

/**
 * Returns the sites in the value of {@link sitesVariable}, each with its profile among `apps`.
 * @throws Error that names the variable; also where a site's app has no profile
 */
export function readSites(text: string | undefined, apps: Apps): readonly Site[] {
  if (text === undefined || text === '') throw new Error(`${sitesVariable} is not set`);
  const read = v.safeParse(sitesSchema, text);
  if (!read.success) throw new Error(`${sitesVariable}: ${read.issues[0].message}`);
  return read.output.map(({ app, origin }) => {
    if (!apps.has(app)) throw new Error(`${sitesVariable}: there is no profile of ${app}`);
    return { app: requireApp(apps, app), origin };
  });
}

/**
 * Returns the sites of a function: those of {@link sitesVariable}, with the profiles in its file of profiles. One file
 * read and no request: once, when the function starts.
 * @throws Error that names the wrong variable
 */
export function sitesFrom(environment: Readonly<Record<string, string | undefined>>): readonly Site[] {
  return readSites(environment[sitesVariable], profilesFrom(environment));
}

/** Returns the value of {@link sitesVariable} for `sites`. */
export function writeSites(sites: readonly Site[]): string {
  return JSON.stringify(sites.map(({ app, origin }) => ({ app: app.id, origin })));
}
