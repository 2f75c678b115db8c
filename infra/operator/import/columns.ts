/** Which cell of a row is what; undefined where the file has no such column. */
export interface Columns {
  readonly signInName: number;
  readonly displayName?: number;
  readonly active?: number;
  readonly objectId?: number;
  readonly userType?: number;
}

/**
 * What the columns are called: by us, by Entra's "Download users" (userPrincipalName, …), by its bulk templates
 * ("User name [userPrincipalName] Required") and by exports of the list ("User principal name").
 */
const names: Readonly<Record<keyof Columns, readonly string[]>> = {
  signInName: ['userprincipalname', 'signinname', 'upn', 'username'],
  displayName: ['displayname', 'name'],
  active: ['accountenabled', 'active', 'enabled'],
  objectId: ['objectid', 'id', 'userobjectid'],
  userType: ['usertype'],
};

/** The columns by a head; undefined where it names no sign-in name, or one column twice. */
export function readHead(cells: readonly string[]): Columns | undefined {
  const heads = cells.map(plain);
  const columns: Partial<Record<keyof Columns, number>> = {};
  for (const [column, spellings] of Object.entries(names) as [keyof Columns, readonly string[]][]) {
    // The first spelling that there is: "objectId" before "id", "displayName" before "name".
    const spelling = spellings.find((each) => heads.includes(each));
    if (spelling === undefined) continue;
    if (heads.indexOf(spelling) !== heads.lastIndexOf(spelling)) return undefined;
    columns[column] = heads.indexOf(spelling);
  }
  const { signInName, ...more } = columns;
  return signInName === undefined ? undefined : { signInName, ...more };
}

/** "User name [userPrincipalName] Required" is "userprincipalname", "Sign-in name" is "signinname". */
function plain(head: string): string {
  const [, bracketed = head] = /\[([^\]]+)\]/.exec(head) ?? [];
  return bracketed.toLowerCase().replace(/[^a-z]/g, '');
}

/** Whether a line is what Entra's bulk templates begin with, before the head. */
export function isTemplateVersion(cells: readonly string[]): boolean {
  return /^version:v\d/i.test(cells[0] ?? '');
}
