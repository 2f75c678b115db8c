import type { AppId } from '../ids/app-id.ts';
import type { AppProfile } from './profile.ts';
import { timetrack } from './timetrack.ts';
import { trakstar } from './trakstar.ts';

/** Every app profile, by its id. A new gallery application is one more entry here. */
export const gallery: Readonly<Record<AppId, AppProfile>> = { timetrack, trakstar };

/** Returns the profile of the app with id `text`, or undefined where the gallery has none. */
export function findApp(text: string): AppProfile | undefined {
  return Object.hasOwn(gallery, text) ? gallery[text as AppId] : undefined;
}
