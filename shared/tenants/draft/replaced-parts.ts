import { isConfigured } from '../connection.ts';
import type { Connection } from '../tenant.ts';

/** The part of a connection that identifies whose it is. */
export type ReplacedPart = 'directory' | 'application' | 'metadata-url';

/**
 * Returns what makes `after` a different connection than `before`: the directory (issuer), the application in it
 * (`appid` of the metadata URL), or else that URL. Empty where nothing was set up before.
 */
export function replacedParts(
  before: Pick<Connection, 'issuer' | 'loginUrl' | 'metadataUrl'>,
  after: Pick<Connection, 'issuer' | 'metadataUrl'>,
): readonly ReplacedPart[] {
  if (!isConfigured(before)) return [];
  const directory: readonly ReplacedPart[] = before.issuer === after.issuer ? [] : ['directory'];
  if (before.metadataUrl === after.metadataUrl) return directory;
  const [old, now] = [applicationIn(before.metadataUrl), applicationIn(after.metadataUrl)];
  return [
    ...directory,
    old !== undefined && now !== undefined && old !== now ? 'application' : 'metadata-url',
  ];
}

/** Returns the application id in a metadata URL, lower case; undefined where it names none. */
export function applicationIn(metadataUrl: string | undefined): string | undefined {
  if (metadataUrl === undefined || !URL.canParse(metadataUrl)) return undefined;
  const appId = new URL(metadataUrl).searchParams.get('appid');
  return appId === null || appId === '' ? undefined : appId.toLowerCase();
}
