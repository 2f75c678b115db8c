import type { AppId } from '../ids/app-id.ts';
import type { AppProfile } from './profile.ts';
import { timetrack } from './timetrack.ts';
import { trakstar } from './trakstar.ts';

/** Every app profile, by its id. A new gallery application is one more entry here and nothing else. */
export const gallery: Readonly<Record<AppId, AppProfile>> = { timetrack, trakstar };

/** The profile of `text`, or undefined where the gallery has no such app. */
export function findApp(text: string): AppProfile | undefined {
  return Object.hasOwn(gallery, text) ? gallery[text as AppId] : undefined;
}
