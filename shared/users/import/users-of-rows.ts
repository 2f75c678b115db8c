import { spellingKey } from '../sign-in-name-spellings.ts';
import { signInNameKey, type User } from '../user.ts';
import type { ImportRow } from './import-row.ts';

/** Returns which of `users` a row is about. */
export function usersOfRows(users: readonly User[]): (row: ImportRow) => User | undefined {
  const byKey = new Map(users.map((user) => [signInNameKey(user.signInName), user]));
  // An earlier release could add both spellings of an internationalized domain: the spelling in the file counts.
  const bySpelling = new Map(users.map((user) => [spellingKey(user.signInName), user]));
  return (row) => bySpelling.get(spellingKey(row.signInName)) ?? byKey.get(row.key);
}
