import type { AppProfile } from '../../shared/apps/profile.ts';
import type { AppId } from '../../shared/ids/app-id.ts';
import { AppDocumentError } from './app-document-error.ts';
import { appDocuments, appsFolder } from './app-documents.ts';
import { profileOfDocument } from './profile-of-document.ts';
import type { AppDocumentFile } from './shipped-documents.ts';

const read = new Map<string, readonly AppProfile[]>();

/**
 * Returns the profiles of the app documents: those in the folder that LATCHKEY_APPS names, else those in `infra/apps`.
 * Read once. Commands, generated documents, the local run and the stages of `cdk.json` have their apps from here.
 * @throws AppDocumentError with a line for each fault
 */
export function appProfiles(): readonly AppProfile[] {
  const folder = appsFolder();
  const profiles = read.get(folder) ?? profilesOfDocuments(appDocuments());
  read.set(folder, profiles);
  return profiles;
}

/** Returns the profiles of these documents. @throws AppDocumentError with a line for each fault */
export function profilesOfDocuments(documents: readonly AppDocumentFile[]): readonly AppProfile[] {
  if (documents.length === 0) throw new AppDocumentError('There is no app document');
  const files = new Map<AppId, string>();
  return documents.map(({ file, content }) => {
    const profile = profileOfDocument(content, file);
    const other = files.get(profile.id);
    if (other !== undefined) {
      throw new AppDocumentError(`${other} and ${file} both have the id ${profile.id}`);
    }
    files.set(profile.id, file);
    const [, name] = /([^/\\]+)\.json$/.exec(file) ?? [];
    if (name === undefined || name === profile.id) return profile;
    throw new AppDocumentError(`${file}: id must be ${name}, as the file is called`);
  });
}
