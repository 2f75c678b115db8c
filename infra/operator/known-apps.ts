import { type Apps, appsOf } from '../../shared/apps/apps.ts';
import type { AppId } from '../../shared/ids/app-id.ts';
import { appDocuments } from '../apps/app-documents.ts';

let profiles: typeof import('../apps/app-profiles.ts') | undefined;

/**
 * Loads what {@link knownApps} needs: before a command is read. A help text alone does without, because validating the
 * documents takes longer than writing it.
 */
export async function loadKnownApps(): Promise<void> {
  profiles = await import('../apps/app-profiles.ts');
}

/** Returns the apps that the commands know: those of the app documents. @throws AppDocumentError */
export function knownApps(): Apps {
  if (profiles === undefined) throw new Error('loadKnownApps comes first');
  return appsOf(profiles.appProfiles().map((app) => ({ app })));
}

/** Returns the name of an app for people; its id where the commands do not know it. */
export function appName(id: AppId): string {
  return knownApps().get(id)?.displayName ?? id;
}

/**
 * Returns the id and the name of each app, as its document has them. A document without an id is left out: help has to
 * appear, and `app check` says what is wrong with it.
 */
export function namesOfApps(): readonly { readonly id: string; readonly displayName: string }[] {
  return appDocuments().flatMap(({ content }) => {
    const { id, displayName } = Object(content);
    return typeof id === 'string' ? [{ id, displayName: String(displayName ?? id) }] : [];
  });
}

/** Returns the ids of the apps for a help text: "crm or time". */
export function appChoices(joint: 'and' | 'or' = 'or'): string {
  const ids = namesOfApps().map(({ id }) => id);
  const last = ids.at(-1) ?? '';
  return ids.length < 2 ? last : `${ids.slice(0, -1).join(', ')} ${joint} ${last}`;
}

/** Returns the id of an app for the examples of a help text. */
export function exampleApp(): string {
  return namesOfApps()[0]?.id ?? '<app>';
}
