import { describe, expect, it } from 'vitest';
import { objectIdsOf } from '../../../infra/operator/import/id-reading.ts';
import { readState, stateMeaningOf } from '../../../shared/users/import/account-state.ts';
import { isHeadIssue, readHead } from '../../../shared/users/import/columns.ts';

const ids = objectIdsOf('5f1c7d7e-9c0e-4a54-8c0b-3a1c3d0a7b11');

describe('the head of a file of users', () => {
  it.each<[string, string[], object]>([
    [
      'Entra\'s "Download users"',
      ['userPrincipalName', 'displayName', 'surname', 'objectId', 'userType', 'accountEnabled'],
      { signInName: 0, displayName: 1, id: 3, userType: 4, state: { at: 5, meaning: 'enabled' } },
    ],
    [
      "Entra's template",
      [
        'Name [displayName] Required',
        'User name [userPrincipalName] Required',
        'Block sign in (Yes/No) [accountEnabled]',
      ],
      { displayName: 0, signInName: 1, state: { at: 2, meaning: 'blocked' } },
    ],
    [
      'an export of a group',
      ['id', 'userPrincipalName', 'displayName'],
      { id: 0, signInName: 1, displayName: 2 },
    ],
    [
      'the list of the admin center',
      ['Display name', 'User principal name'],
      { displayName: 0, signInName: 1 },
    ],
    [
      'our own',
      ['Sign-in name', 'Name', 'Active'],
      { signInName: 0, displayName: 1, state: { at: 2, meaning: 'enabled' } },
    ],
    [
      'German, out of the Microsoft 365 admin center',
      ['Anzeigename', 'Benutzerprinzipalname', 'Anmeldeinformationen blockieren'],
      { displayName: 0, signInName: 1, state: { at: 2, meaning: 'blocked' } },
    ],
  ])('may be %s', (_, cells, columns) => expect(readHead(cells, ids)).toMatchObject(columns));

  it.each([
    'LockedOut',
    'AccountLocked',
    'Account locked',
    'isDeleted',
    'Archived',
    'Terminated',
    'Gelöscht',
    'Compte supprimé',
    'Cuenta eliminada',
  ])('says who may sign in by %s where nothing else does', (head) => {
    expect(readHead(['userPrincipalName', head])).toMatchObject({ state: { at: 1, meaning: 'blocked' } });
    expect(readHead(['userPrincipalName', head, 'Enabled'])).toMatchObject({
      state: { at: 2, meaning: 'enabled' },
    });
  });

  it.each(['Unlocked', 'Not locked', 'LockedOut since', 'PasswordExpired'])('says nothing by %s', (head) =>
    expect(readHead(['userPrincipalName', head])).not.toHaveProperty('state'),
  );

  it('is refused where two heads say who has left, and nothing who may sign in', () => {
    const read = readHead(['userPrincipalName', 'LockedOut', 'Deleted']);
    expect(isHeadIssue(read) && read.message).toContain('"LockedOut" and "Deleted"');
  });

  it.each<[string[], string]>([
    [['displayName', 'mail'], 'column userPrincipalName is missing'],
    [[''], 'column userPrincipalName is missing'],
    [['userPrincipalName', 'UserPrincipalName'], '"userPrincipalName" appears twice'],
    [['userPrincipalName', 'accountEnabled', 'BlockCredential'], '"accountEnabled" and "BlockCredential"'],
    [['userPrincipalName', 'Blokir apa [accountEnabled]'], '"Blokir apa [accountEnabled]"'],
    [['userPrincipalName', 'Estä kirjautuminen (Kyllä/Ei) [accountEnabled]'], '"Estä kirjautuminen'],
    [['userPrincipalName', 'Not blocked'], '"Not blocked"'],
    [['userPrincipalName', 'Unblocked'], '"Unblocked"'],
    [['userPrincipalName', 'Enabled or disabled'], '"Enabled or disabled"'],
    [['userPrincipalName', 'Blocked since'], '"Blocked since"'],
    [['userPrincipalName', 'userAccountControl'], 'may say who may sign in'],
    [['Benutzerprinzipalname', 'Zugang verwehrt'], 'may say who may sign in'],
  ])('may not be %j', (cells, message) => {
    const read = readHead(cells);
    expect(isHeadIssue(read) && read.message).toContain(message);
  });
});

describe('a head that asks whether an account may sign in', () => {
  it.each([
    'Block sign in (Yes/No) [accountEnabled] Required',
    'Block sign-in (Yes/No) [accountEnabled] Required',
    'Block credential',
    'BlockCredential',
    'Block Sign In',
    'blocked',
    'isBlocked',
    'Sign-in blocked',
    'Account disabled',
    'Suspended',
    'Anmeldung blockieren (Ja/Nein) [accountEnabled] Erforderlich',
    'Anmeldeinformationen blockieren',
    'Konto gesperrt',
    'Bloquer la connexion (Oui/Non) [accountEnabled] Obligatoire',
    "Bloquer les informations d'identification",
    'Bloquear inicio de sesión (Sí/No) [accountEnabled] Requerido',
    'Bloquear credencial',
    'Bloquear início de sessão (Sim/Não) [accountEnabled] Necessário',
    'Blocca accesso (Sì/No) [accountEnabled] Obbligatorio',
    'Aanmelden blokkeren (Ja/Nee) [accountEnabled] Vereist',
    'Blockera inloggning (Ja/Nej) [accountEnabled] Obligatoriskt',
    'Blokuj logowanie (Tak/Nie) [accountEnabled] Wymagane',
    'Блокировать вход (да/нет) [accountEnabled] Обязательно',
    'サインインのブロック (はい/いいえ) [accountEnabled] 必須',
    'サインインをブロックする (はい/いいえ) [accountEnabled] 必須',
    '阻止登录(是/否) [accountEnabled] 必需',
    '封鎖登入 (是/否) [accountEnabled] 必要',
    '로그인 차단(예/아니요) [accountEnabled] 필수',
  ])('is inverted where it says that Yes blocks: %s', (head) => expect(stateMeaningOf(head)).toBe('blocked'));

  it.each([
    'accountEnabled',
    'Account enabled',
    '[accountEnabled]',
    'Enabled',
    'isActive',
    'Konto aktiviert',
    'Allow sign in',
  ])('is read as it is where Yes enables: %s', (head) => expect(stateMeaningOf(head)).toBe('enabled'));

  it.each([
    ...[
      'DirSyncEnabled',
      'OnPremisesSyncEnabled',
      'Last password change time stamp',
      'State or province [state]',
    ],
    ...['Estado', 'Blackberry', 'Activities', 'SignInActivity', 'userType', 'Department [department]', ''],
    ...['Password never expires', 'IsLicensed', 'LockedOut'],
  ])('is none: %s', (head) => expect(stateMeaningOf(head)).toBeUndefined());
});

describe('a cell that says whether an account may sign in', () => {
  it.each([
    ['Yes', 'No'],
    ['True', 'False'],
    ['TRUE', 'FALSE'],
    ['1', '0'],
    ['Ja', 'Nein'],
    ['WAHR', 'FALSCH'],
    ['Oui', 'Non'],
    ['VRAI', 'FAUX'],
    ['Sí', 'No'],
    ['VERDADERO', 'FALSO'],
    ['Sim', 'Não'],
    ['VERDADEIRO', 'FALSO'],
    ['Sì', 'No'],
    ['Tak', 'Nie'],
    ['да', 'нет'],
    ['はい', 'いいえ'],
    ['是', '否'],
    ['예', '아니요'],
  ])('reads %s and %s, both ways', (yes, no) => {
    expect([readState(yes, 'enabled'), readState(no, 'enabled')]).toEqual([true, false]);
    expect([readState(yes, 'blocked'), readState(no, 'blocked')]).toEqual([false, true]);
  });

  it.each<[string, 'enabled' | 'blocked' | 'state', unknown]>([
    ['Active', 'state', true],
    ['Suspended', 'state', false],
    ['Disabled', 'enabled', false],
    ['Yes', 'state', 'unreadable'],
    ['Active', 'blocked', 'unreadable'],
    ['Blocked', 'blocked', 'unreadable'],
    ['maybe', 'enabled', 'unreadable'],
    ['?', 'blocked', 'unreadable'],
    [' ', 'blocked', 'empty'],
  ])('reads %j under a head of %s as %s', (cell, meaning, read) =>
    expect(readState(cell, meaning)).toBe(read),
  );
});
