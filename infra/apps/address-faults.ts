import { type Route, routesOfApps } from '../../functions/routes.ts';
import { type AddressTemplate, addressTemplates } from '../../shared/apps/address-template.ts';
import { type AppProfile, type EndpointName, endpointNames } from '../../shared/apps/profile.ts';
import { hostPattern, type Site } from '../../shared/apps/site.ts';
import { apiPath } from '../constructs/api-path.ts';
import { pathsOverlap } from './overlap.ts';

/** One address of an app in a stage. */
interface StageAddress extends AddressTemplate {
  readonly site: Site;
  readonly endpoint: EndpointName;
}

/**
 * Returns what lets two apps of a stage have one address, with both names: the second would get messages that are meant
 * for the first. Sites at one host, such as those at the API's own address, must differ in path or in a fixed parameter.
 */
export function addressFaults(sites: readonly Site[]): readonly string[] {
  const all = sites.flatMap((site) =>
    endpointNames.flatMap((endpoint) =>
      addressTemplates(site, endpoint).map((template): StageAddress => ({ ...template, site, endpoint })),
    ),
  );
  return all.flatMap((one, index) =>
    all
      .slice(index + 1)
      .filter((other) => one.site.app.id !== other.site.app.id && couldBeSame(one, other))
      .map(
        (other) =>
          `${named(one)} and ${named(other)} could be the same address: give one of them a domain, or another path`,
      ),
  );
}

function named({ site, endpoint, path, rawQuery }: StageAddress): string {
  return `${site.app.id} (${endpoint}, ${hostPattern(site)}${path}${rawQuery === '' ? '' : `?${rawQuery}`})`;
}

function couldBeSame(one: StageAddress, other: StageAddress): boolean {
  return (
    hostsOverlap(hostPattern(one.site), hostPattern(other.site)) &&
    pathsOverlap(one.path, other.path) &&
    !isToldApart(one.rawQuery, other.rawQuery)
  );
}

/** A host of its own comes before a pattern that covers it, so only two patterns can overlap without being equal. */
function hostsOverlap(one: string, other: string): boolean {
  if (one === other) return true;
  const [before = '', after] = one.split('{tenant}');
  const [otherBefore = '', otherAfter] = other.split('{tenant}');
  if (after === undefined || otherAfter === undefined) return false;
  const startsAlike = before.startsWith(otherBefore) || otherBefore.startsWith(before);
  return (
    startsAlike &&
    (after.endsWith(otherAfter) || otherAfter.endsWith(after)) &&
    dots(after) === dots(otherAfter)
  );
}

function dots(text: string): number {
  return text.split('.').length;
}

/** Returns whether a fixed parameter of both has two values. */
function isToldApart(one: string, other: string): boolean {
  const others = new URLSearchParams(other);
  return [...new URLSearchParams(one)].some(([name, value]) => {
    const there = others.get(name);
    return there !== null && value !== there && value !== '{tenant}' && there !== '{tenant}';
  });
}

/**
 * Returns the routes that API Gateway could not tell apart, with the names of their apps. It knows paths and no hosts, so
 * a path leads to one function whatever app it belongs to; and a part with `{tenant}` in it is any part.
 */
export function routeFaults(apps: readonly AppProfile[]): readonly string[] {
  const all = apps.flatMap((app) => routesOfApps([app]).filter((route) => route.app === app.id));
  const faults = all.flatMap((one, index) =>
    all
      .slice(index + 1)
      .filter((other) => one.function !== other.function && couldCollide(one, other))
      .map(
        (other) =>
          `${routeName(one)} and ${routeName(other)} could be the same path: the API leads it to one function`,
      ),
  );
  return [...new Set(faults)];
}

function routeName({ app, function: name, path }: Route): string {
  return `${app} (${name}, ${path})`;
}

function couldCollide(one: Route, other: Route): boolean {
  const isOneMethod = one.method === other.method || one.method === 'ANY' || other.method === 'ANY';
  if (!isOneMethod) return false;
  const isOneRoute = one.path !== other.path && apiPath(one.path) === apiPath(other.path);
  return isOneRoute || (one.app !== other.app && pathsOverlap(one.path, other.path));
}
