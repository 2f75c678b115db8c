import type { AppProfile } from '../shared/apps/profile.ts';
import type { Site } from '../shared/apps/site.ts';
import type { AppId } from '../shared/ids/app-id.ts';
import { constructIdOf, pascalCase } from './constructs/names.ts';
import type { AppSettings, StageSettings } from './stage-schema.ts';

/** The parts of a stage that say where its apps stand. */
export type StageAddresses = Pick<StageSettings, 'apps' | 'movingTo' | 'retiredAddresses'> & {
  readonly profiles: readonly AppProfile[];
};

/** One domain of an app in a stage. While the app moves, it has two. */
export interface AppAddress {
  readonly app: AppId;
  readonly profile: AppProfile;
  readonly settings: AppSettings;
  /**
   * The id of the constructs of this domain. It stays the same when the domain that an app moves to becomes its only
   * one, so that a move creates, later deletes, and never replaces anything.
   */
  readonly constructId: string;
}

/** Returns the domains of every app: none for an app at the API's own address; first the one to leave. */
export function addressesOf(stage: StageAddresses): readonly AppAddress[] {
  return stage.profiles.flatMap((profile) => {
    const { id: app } = profile;
    const [first, next] = [stage.apps[app], stage.movingTo[app]];
    return [
      ...(first === undefined
        ? []
        : [{ app, profile, settings: first, constructId: firstIdOf(stage, profile, first) }]),
      ...(next === undefined
        ? []
        : [{ app, profile, settings: next, constructId: idByDomain(profile, next) }]),
    ];
  });
}

/** The first domain that an app ever had is called like the app, each later one by its name. */
function firstIdOf({ retiredAddresses }: StageAddresses, app: AppProfile, settings: AppSettings): string {
  const hasMoved = (retiredAddresses[app.id] ?? []).length > 0;
  return hasMoved ? idByDomain(app, settings) : constructIdOf(app);
}

function idByDomain(app: AppProfile, { domain }: AppSettings): string {
  const name = domain.replace('*', 'any').replaceAll(/[^a-z0-9]+/g, '-');
  return `${constructIdOf(app)}${pascalCase(name)}`;
}

/**
 * Returns the sites of a stage. An app without a domain stands at `apiOrigin`, with its tenant in the query. An app that
 * moves has two sites, the one to leave first.
 */
export function sitesOf(
  { profiles, apps, movingTo }: StageAddresses,
  apiOrigin: () => string,
): readonly Site[] {
  return profiles.flatMap((app) => {
    const [first, next] = [apps[app.id], movingTo[app.id]];
    const origin = first === undefined ? apiOrigin() : originOf(app, first.domain);
    return [{ app, origin }, ...(next === undefined ? [] : [{ app, origin: originOf(app, next.domain) }])];
  });
}

/** The word for the API's own address in `retiredAddresses`. */
export const apiAddress = 'api';

/** Returns the sites that a stage gives up on purpose. */
export function retiredSitesOf(
  { profiles, retiredAddresses }: StageAddresses,
  apiOrigin: () => string,
): readonly Site[] {
  return profiles.flatMap((app) =>
    (retiredAddresses[app.id] ?? []).map((address) => ({
      app,
      origin: address === apiAddress ? apiOrigin() : originOf(app, address),
    })),
  );
}

/** Returns whether every app has a domain, so that the API's own address is not needed. */
export function hasDomainForEveryApp({ profiles, apps }: Pick<StageAddresses, 'profiles' | 'apps'>): boolean {
  return profiles.every(({ id }) => apps[id] !== undefined);
}

/** Returns `https://{tenant}-sso.example.com` for `*.example.com`, where the first label of the article is such. */
function originOf({ productionOrigin }: AppProfile, domain: string): string {
  const label = /^https:\/\/([^./]*\{tenant\}[^./]*)/.exec(productionOrigin)?.[1] ?? '{tenant}';
  return `https://${domain.replace(/^\*\./, `${label}.`)}`;
}
