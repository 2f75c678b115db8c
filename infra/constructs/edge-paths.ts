import { latchkeyPaths } from '../../functions/latchkey-paths.ts';
import { isOpenId, type Route } from '../../functions/routes.ts';
import type { AppProfile } from '../../shared/apps/profile.ts';
import type { Stage } from '../stage.ts';

/**
 * How many cache behaviors a distribution may have, beside the default one, until the account's quota is raised.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
 */
export const behaviorQuota = 75;

/**
 * Returns the path patterns of CloudFront for Latchkey's paths of an app. A variable becomes `*`, which also covers more
 * segments than one: what comes to the API by it without a route gets its 404. Patterns count upper and lower case.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html
 */
export function pathPatterns(
  app: AppProfile,
  { openIdConnect }: Pick<Stage, 'openIdConnect'>,
): readonly string[] {
  const isServed = (route: Route) => openIdConnect || !isOpenId(route.function);
  return [...new Set(latchkeyPaths(app, isServed).map((path) => path.replaceAll(/\{[^/}]*\}/g, '*')))];
}
