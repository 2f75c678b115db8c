import { writeLocalProfiles } from '../../infra/local/profiles.ts';
import { appsOf } from '../../shared/apps/apps.ts';
import { profilesVariable } from '../../shared/apps/profiles-file.ts';
import { productionSite, type Site } from '../../shared/apps/site.ts';
import { sitesVariable, writeSites } from '../../shared/apps/sites-variable.ts';
import { gallery } from '../fixtures/apps.ts';

/** The variables by which a function knows its sites and their apps; by default the hosts of the articles. */
export function siteEnvironment(
  sites: readonly Site[] = Object.values(gallery).map(productionSite),
): Readonly<Record<string, string>> {
  return {
    [sitesVariable]: writeSites(sites),
    [profilesVariable]: writeLocalProfiles([...appsOf(sites).values()]),
  };
}
