import { type AppProfile, itemIdPattern } from '../../apps/profile.ts';

/**
 * Where a person lands: the path that the flow remembers, else the item that an IdP-initiated Relay State
 * `<ID>` names (of an app that has such), else the app's landing path. Relay State is never a path itself.
 */
export function landingPath(
  app: AppProfile,
  wanted: { readonly returnTo?: string | undefined; readonly relayState?: string | undefined } = {},
): string {
  if (wanted.returnTo !== undefined) return wanted.returnTo;
  const { relayState } = wanted;
  return relayState !== undefined && itemIdPattern.test(relayState)
    ? (app.landingPathOfItem?.replace('{id}', relayState) ?? app.landingPath)
    : app.landingPath;
}
