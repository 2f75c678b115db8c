import { defined } from '../../objects/defined.ts';
import { meansLeaver, type StateMeaning, stateMeaningOf } from './account-state.ts';
import { folded } from './folded.ts';
import type { RowIds } from './row-ids.ts';

/** The column for whether an account may sign in. */
interface StateColumn {
  readonly at: number;
  /** As the file writes it. */
  readonly head: string;
  readonly meaning: StateMeaning;
}

/** The positions of the columns; undefined where the file lacks one. */
export interface Columns {
  readonly signInName: number;
  readonly displayName?: number;
  readonly state?: StateColumn;
  /** An object id, or a value of the identity claim. */
  readonly id?: number;
  readonly userType?: number;
  /** When the directory deleted the account. */
  readonly deletedAt?: number;
}

/** Why a header cannot be read, and how to fix it. */
export interface HeadIssue {
  readonly reason: 'column-twice' | 'no-names' | 'state-hidden' | 'state-unclear' | 'state-twice';
  /** The headers that it is about, as the file writes them. */
  readonly about: readonly string[];
  readonly message: string;
  readonly next: readonly string[];
}

type NamedColumn = Exclude<keyof Columns, 'state' | 'id'>;

/**
 * What the columns are called: by us, by Entra's "Download users" (userPrincipalName, …), by its bulk templates
 * ("User name [userPrincipalName] Required"), by exports of PowerShell and of the Microsoft 365 admin center
 * ("User principal name").
 */
const names: Readonly<Record<NamedColumn, readonly string[]>> = {
  signInName: ['userprincipalname', 'signinname', 'upn', 'username'],
  displayName: ['displayname', 'name', 'anzeigename', 'nomcomplet', 'nombreparamostrar', '表示名'].map(
    folded,
  ),
  userType: ['usertype', 'benutzertyp'],
  deletedAt: ['softdeletiontimestamp', 'deleteddatetime', 'deletiontimestamp'],
};

/** What Microsoft 365 calls the sign-in name where its admin center speaks another language. */
const translatedNames = [
  'benutzerprinzipalname',
  'benutzername',
  'nomdutilisateurprincipal',
  'nomprincipaldelutilisateur',
  'nomprincipaldutilisateur',
  'nomdutilisateur',
  'nombreprincipaldeusuario',
  'nombreprincipaldelusuario',
  'nombredeusuarioprincipal',
  'nombredeusuario',
  'nomeprincipaldousuario',
  'nomeprincipaldoutilizador',
  'nomedeusuario',
  'nomeprincipaleutente',
  'nomedellentitautente',
  'nomeutente',
  'gebruikersprincipalnaam',
  'gebruikersnaam',
  'anvandarenshuvudnamn',
  'ユーザープリンシパル名',
  'ユーザー名',
  '用户主体名称',
  '用户名',
  '使用者主體名稱',
  '사용자계정이름',
].map(folded);

const renameHint =
  'Rename the column to accountEnabled (True may sign in) or blockCredential (True may not). ' +
  'Remove it if it means something else.';

const spelled = { ...names, signInName: [...names.signInName, ...translatedNames] };

const downloadHint =
  'Download the file in Entra (Users > All users > Download users), or write one with the header userPrincipalName,displayName.';

/**
 * Returns the columns by a head, or why they cannot be told.
 * @param ids Which column has the ids; without it no column is read as one.
 */
export function readHead(cells: readonly string[], ids?: Pick<RowIds, 'heads'>): Columns | HeadIssue {
  const heads = cells.map(plain);
  const columns: Partial<Record<NamedColumn | 'id', number>> = {};
  const looked = { ...spelled, id: ids?.heads ?? [] };
  for (const [column, spellings] of Object.entries(looked) as [NamedColumn | 'id', readonly string[]][]) {
    // The first spelling that there is: "objectId" before "id", "displayName" before "name".
    const spelling = spellings.find((each) => heads.includes(each));
    if (spelling === undefined) continue;
    const at = heads.indexOf(spelling);
    if (at !== heads.lastIndexOf(spelling)) {
      return {
        reason: 'column-twice',
        about: [(cells[at] ?? '').trim()],
        message: `the column ${shown(cells[at])} appears twice.`,
        next: ['Remove one of them.'],
      };
    }
    columns[column] = at;
  }
  const { signInName, ...more } = columns;
  if (signInName === undefined) {
    return {
      reason: 'no-names',
      about: [],
      message: 'the column userPrincipalName is missing.',
      next: [downloadHint],
    };
  }
  const state = stateColumn(cells);
  if (state !== undefined && 'message' in state) return state;
  if (state === undefined && mayHideState(heads, heads[signInName] ?? '')) {
    return {
      reason: 'state-hidden',
      about: [],
      message: 'a column may say who may sign in, but Latchkey does not recognise its header.',
      next: [renameHint],
    };
  }
  return { signInName, ...more, ...defined({ state }) };
}

/**
 * Whether a column that we cannot read may say who is blocked: in a file whose heads are translated, or one out of
 * Active Directory, where a bit of `userAccountControl` says it. An export is refused rather than read without it.
 */
function mayHideState(heads: readonly string[], signInName: string): boolean {
  return heads.includes('useraccountcontrol') || translatedNames.includes(signInName);
}

/** Whether a head could not be read. */
export function isHeadIssue(read: Columns | HeadIssue): read is HeadIssue {
  return 'message' in read;
}

/** One column at most may say who may sign in, and it must be clear which way. */
function stateColumn(cells: readonly string[]): StateColumn | HeadIssue | undefined {
  const asked = statesIn(cells, stateMeaningOf);
  const found =
    asked.length > 0 ? asked : statesIn(cells, (head) => (meansLeaver(head) ? 'blocked' : undefined));
  const unclear = found.find(({ meaning }) => meaning === 'unclear');
  if (unclear !== undefined) {
    return {
      reason: 'state-unclear',
      about: [unclear.head],
      message: `it is unclear whether Yes in the column ${shown(unclear.head)} blocks an account or enables it.`,
      next: [renameHint],
    };
  }
  const [first, second] = found;
  if (first === undefined || second === undefined) return first;
  return {
    reason: 'state-twice',
    about: [first.head, second.head],
    message: `the columns ${shown(first.head)} and ${shown(second.head)} both say who may sign in.`,
    next: ['Remove one of them.'],
  };
}

function statesIn(
  cells: readonly string[],
  meaningOf: (head: string) => StateMeaning | undefined,
): readonly StateColumn[] {
  return cells.flatMap((head, at) => {
    const meaning = meaningOf(head);
    return meaning === undefined ? [] : [{ at, head: head.trim(), meaning }];
  });
}

function shown(head = ''): string {
  return `"${head.trim()}"`;
}

/** "User name [userPrincipalName] Required" is "userprincipalname", "Sign-in name" is "signinname". */
function plain(head: string): string {
  const [, bracketed = head] = /\[([^\]]+)\]/.exec(head) ?? [];
  return folded(bracketed);
}

/**
 * Whether a line stands before the head: the version that Entra's bulk templates begin with, and the type that
 * `Export-Csv` of Windows PowerShell writes.
 */
export function isBeforeHead(cells: readonly string[]): boolean {
  return /^(?:version:v\d|#TYPE )/i.test(cells[0] ?? '');
}

/** Whether a row is the example that Entra's bulk templates bring: "Example: chris@contoso.com". */
export function isTemplateExample(cells: readonly string[], { signInName }: Columns): boolean {
  return /^\p{L}{1,20}\s?[:：]\s?\S+@\S+$/u.test(cells[signInName]?.trim() ?? '');
}
