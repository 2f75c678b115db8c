import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useLocalTables } from '../../harness/command.ts';
import { CustomerSite } from './flows/customer-site.ts';

/** A file of one person as an export writes it, by their name and by whether the directory blocks them. */
type Export = (
  person: { readonly name: string; readonly objectId: string },
  isBlocked: boolean,
) => string | Buffer;

const template =
  (
    heads: readonly [string, string, string, string],
    [yes, no]: readonly [string, string],
    example?: string,
  ): Export =>
  ({ name }, isBlocked) =>
    [
      'version:v1.0',
      [...heads, 'First name [givenName]', 'Last name [surname]'].join(','),
      ...(example === undefined ? [] : [example]),
      `B. Simon,${name},Secret-1,${isBlocked ? yes : no},B.,Simon`,
      '',
    ].join('\r\n');

const table =
  (head: string, row: (name: string, isBlocked: boolean, objectId: string) => string): Export =>
  ({ name, objectId }, isBlocked) =>
    `${head}\r\n${row(name, isBlocked, objectId)}\r\n${head.includes(';') ? ';;' : ',,'}\r\n`;

const word = (value: boolean) => (value ? 'True' : 'False');

const exports: readonly [string, Export][] = [
  [
    "Entra's bulk template",
    template(
      [
        'Name [displayName] Required',
        'User name [userPrincipalName] Required',
        'Initial password [passwordProfile] Required',
        'Block sign in (Yes/No) [accountEnabled] Required',
      ],
      ['Yes', 'No'],
    ),
  ],
  [
    'that template with its example left in',
    template(
      [
        'Name [displayName] Required',
        'User name [userPrincipalName] Required',
        'Initial password [passwordProfile] Required',
        'Block sign in (Yes/No) [accountEnabled] Required',
      ],
      ['Yes', 'No'],
      'Example: Chris Green,Example: chris@contoso.com,Example: myPassword1234,Example: No,,',
    ),
  ],
  [
    'the German template',
    template(
      [
        'Name [displayName] Erforderlich',
        'Benutzername [userPrincipalName] Erforderlich',
        'Anfängliches Kennwort [passwordProfile] Erforderlich',
        'Anmeldung blockieren (Ja/Nein) [accountEnabled] Erforderlich',
      ],
      ['Ja', 'Nein'],
    ),
  ],
  [
    'the French template',
    template(
      [
        'Nom [displayName] Obligatoire',
        "Nom d'utilisateur [userPrincipalName] Obligatoire",
        'Mot de passe initial [passwordProfile] Obligatoire',
        'Bloquer la connexion (Oui/Non) [accountEnabled] Obligatoire',
      ],
      ['Oui', 'Non'],
    ),
  ],
  [
    'the Spanish template',
    template(
      [
        'Nombre [displayName] Requerido',
        'Nombre de usuario [userPrincipalName] Requerido',
        'Contraseña inicial [passwordProfile] Requerido',
        'Bloquear inicio de sesión (Sí/No) [accountEnabled] Requerido',
      ],
      ['Sí', 'No'],
    ),
  ],
  [
    'the Japanese template',
    template(
      [
        '名前 [displayName] 必須',
        'ユーザー名 [userPrincipalName] 必須',
        '初期パスワード [passwordProfile] 必須',
        'サインインのブロック (はい/いいえ) [accountEnabled] 必須',
      ],
      ['はい', 'いいえ'],
    ),
  ],
  [
    "Microsoft 365's export",
    table(
      'Block credential,Display name,User principal name,Object Id,Soft deletion time stamp',
      (name, isBlocked, id) => `${word(isBlocked)},B. Simon,${name},${id},`,
    ),
  ],
  [
    "PowerShell's Get-MsolUser",
    table(
      '#TYPE Microsoft.Online.Administration.User\r\n"UserPrincipalName","BlockCredential","ObjectId"',
      (name, isBlocked, id) => `"${name}","${word(isBlocked)}","${id}"`,
    ),
  ],
  [
    'a list that says only who is locked out',
    table('UserPrincipalName,LockedOut', (name, isBlocked) => `${name},${word(isBlocked)}`),
  ],
  [
    "PowerShell's Get-MgUser",
    table(
      '"AccountEnabled","DisplayName","Id","UserPrincipalName"',
      (name, isBlocked, id) => `"${word(!isBlocked)}","B. Simon","${id}","${name}"`,
    ),
  ],
  [
    'Get-MgUser in UTF-16 with semicolons, as Windows PowerShell writes it',
    ({ name }, isBlocked) =>
      Buffer.from(
        `\ufeff"UserPrincipalName";"AccountEnabled"\r\n"${name}";"${word(!isBlocked)}"\r\n`,
        'utf16le',
      ),
  ],
  [
    'Entra\'s "Download users"',
    table(
      'userPrincipalName,displayName,objectId,userType,accountEnabled',
      (name, isBlocked, id) => `${name},"Simon, B.",${id},Member,${word(!isBlocked)}`,
    ),
  ],
  [
    'that file saved by a German Excel',
    table(
      'sep=;\r\nuserPrincipalName;displayName;accountEnabled',
      (name, isBlocked) => `${name};"B.\r\nSimon";${isBlocked ? 'FALSCH' : 'WAHR'}\r\n;;`,
    ),
  ],
];

describe('a person who is imported out of', () => {
  const local = useLocalTables();
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'latchkey-import-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Imports a customer's one person by `file`; the place where they sign in. */
  async function imported(file: Export, isBlocked: boolean): Promise<CustomerSite> {
    const site = await CustomerSite.of(local.tables(), 'timetrack', { user: 'none' });
    const { userPrincipalName: name, objectId } = site.person;
    const path = join(folder, 'users.csv');
    await writeFile(path, file({ name, objectId }, isBlocked));
    const { import: report, error } = await local.json(`user import timetrack ${site.tenant} ${path}`);
    expect(error).toBeUndefined();
    expect(report).toMatchObject({ added: 1, invalid: 0, conflicts: 0 });
    return site;
  }

  it.each(exports)('%s signs in where the directory lets them', async (_, file) => {
    const { outcome } = await (await imported(file, false)).signIn('application');
    expect(outcome).toBe('signed-in');
  });

  it.each(exports)('%s is refused where the directory blocks them', async (_, file) => {
    const site = await imported(file, true);
    expect((await site.signIn('application')).outcome).toBe('refused');
    const { attempts } = await local.json(`flow list timetrack ${site.tenant} --refused`);
    expect(attempts).toMatchObject([{ problem: 'user-not-active' }]);
  });

  it('a file whose head is unclear is refused with the head, and nothing is written', async () => {
    const site = await CustomerSite.of(local.tables(), 'timetrack', { user: 'none' });
    const path = join(folder, 'users.csv');
    const head = 'User name [userPrincipalName] Required,Estä kirjautuminen (Kyllä/Ei) [accountEnabled]';
    await writeFile(path, `version:v1.0\n${head}\n${site.person.userPrincipalName},Kyllä\n`);
    expect(await local.json(`user import timetrack ${site.tenant} ${path}`)).toMatchObject({
      error: {
        code: 'import-refused',
        message: expect.stringContaining('"Estä kirjautuminen (Kyllä/Ei) [accountEnabled]"'),
      },
    });
    expect((await site.signIn('application')).outcome).toBe('refused');
  });

  it.each([
    [
      'a cell that is no word for yes or no',
      'perhaps',
      'The column "Block credential" must contain True or False',
    ],
    ['a person whom the directory has deleted', 'False,2026-11-01', 'is deleted in the directory'],
  ])('a file with %s is refused', async (_, cells, message) => {
    const site = await CustomerSite.of(local.tables(), 'timetrack', { user: 'none' });
    const path = join(folder, 'users.csv');
    const head = 'User principal name,Block credential,Soft deletion time stamp';
    await writeFile(path, `${head}\n${site.person.userPrincipalName},${cells}\n`);
    expect(await local.json(`user import timetrack ${site.tenant} ${path}`)).toMatchObject({
      error: { code: 'import-refused', next: [expect.stringContaining(message), expect.anything()] },
    });
    expect((await site.signIn('application')).outcome).toBe('refused');
  });

  it('an empty cell leaves who is there as they are, and adds no one', async () => {
    const site = await CustomerSite.of(local.tables(), 'timetrack', { user: { active: true } });
    const path = join(folder, 'users.csv');
    await writeFile(
      path,
      `UserPrincipalName,AccountEnabled\n${site.person.userPrincipalName},\nnew@contoso.com,\n`,
    );
    expect(await local.json(`user import timetrack ${site.tenant} ${path}`)).toMatchObject({
      import: {
        added: 0,
        unchanged: 1,
        conflicts: 1,
        conflictLines: [{ line: 3, message: expect.stringContaining('does not say whether') }],
      },
    });
    expect((await site.signIn('application')).outcome).toBe('signed-in');
  });

  const unicode = 'b.simon@m\u00fcnchen.example';
  const ascii = 'b.simon@xn--mnchen-3ya.example';
  it.each([
    ['add', unicode, ascii],
    ['add', ascii, unicode],
    ['import', unicode, ascii],
    ['import', ascii, unicode],
  ])(
    'a person whom `user %s` takes as %s signs in as %s, and is not added twice',
    async (door, here, there) => {
      const site = await CustomerSite.of(local.tables(), 'timetrack', { user: 'none' });
      const path = join(folder, 'users.csv');
      const take = async (name: string) => {
        if (door === 'add') return local.run(`user add timetrack ${site.tenant} ${name}`);
        await writeFile(path, `UserPrincipalName\n${name}\n`);
        return local.run(`user import timetrack ${site.tenant} ${path}`);
      };
      expect((await take(here)).exitCode).toBe(0);
      const again = await take(there);
      expect(again.stdout + again.stderr).toMatch(
        door === 'add' ? `${there} is the same name as ${here}.` : /^ {2}1 +unchanged$/m,
      );
      expect((await local.json(`user list timetrack ${site.tenant}`))['users']).toHaveLength(1);

      const before = site.person.userPrincipalName;
      try {
        site.renamePerson(there);
        expect((await site.signIn('application')).outcome).toBe('signed-in');
        expect((await local.run(`user deactivate timetrack ${site.tenant} ${there}`)).exitCode).toBe(0);
        expect((await site.signIn('application')).outcome).toBe('refused');
      } finally {
        site.renamePerson(before);
      }
    },
  );
});
