import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  identityOfClaim,
  persistentIdentity,
  persistentNameId,
} from '../../../shared/saml/inbound/assertion/identity.ts';
import type { Connection } from '../../../shared/tenants/tenant.ts';
import { dynamoDbUserStore } from '../../../shared/users/dynamodb-user-store.ts';
import { facts } from '../../fixtures/facts.ts';
import { formBody } from '../../fixtures/post.ts';
import { ask } from '../../harness/ask.ts';
import { useLocalTables } from '../../harness/command.ts';
import { beginAt, type Customer, customerOf } from '../../harness/customer.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';

const issuer = 'http://www.okta.com/exk1abcd2EFGH3ijk4l5';
const name = facts.signInName;

describe('user import --bind where the directory is not Entra', () => {
  const local = useLocalTables();
  const log = useLog();
  const users = () => dynamoDbUserStore(local.tables().tenants);
  let product: Product;
  let folder = '';
  let customer: Customer;
  const path = () => join(folder, 'people.csv');
  const file = (...lines: string[]) => writeFile(path(), [...lines, ''].join('\n'));
  const customerWith = async (connection: Partial<Connection>) => {
    customer = await customerOf(product, 'timetrack', { connection: { issuer, ...connection } });
  };
  const importFile = async (options = '') => {
    const document = await local.json(`user import timetrack ${customer.tenant.id} ${path()}`, [
      '--bind',
      ...options.split(' ').filter(Boolean),
    ]);
    return (document['import'] ?? document['error']) as Record<string, unknown>;
  };
  const found = (signInName: string) => users().findBySignInName('timetrack', customer.tenant.id, signInName);
  const signIn = async (nameId: string, value: string) => {
    const { requestId, cookies } = await beginAt(product, customer.signOnUrl());
    const message = customer.message(requestId, { nameId, claims: [['user.id', value]] });
    const at = { url: customer.urls.replyUrl, cookies, form: formBody(message) };
    return (await ask(product.assertionConsumer, at)).statusCode === 303
      ? 'signed in'
      : log.decision()['problem'];
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'latchkey-claim-'));
    product = productOver(local.tables());
  });
  beforeEach(() => customerWith({ identityClaim: 'user.id' }));
  afterAll(() => rm(folder, { recursive: true }));

  it.each([
    ['identity', ''],
    ['User.ID', ''],
    ['Okta key', '--identity-column okta-key'],
  ])('binds by the column %s, and the directory signs the person in', async (head, options) => {
    await file(`userPrincipalName,id,${head}`, `${name},1,00uAbc`, `b@x.example,2,00uabc`);

    expect(await importFile(options)).toMatchObject({ added: 1, changed: 1, conflicts: 0, invalid: 0 });
    expect((await found(name))?.identity).toEqual(identityOfClaim(issuer, 'user.id', '00uAbc'));
    expect(await signIn('new.name@x.example', '00uAbc')).toBe('signed in');
    expect(await signIn(name, '00uother')).toBe('user-other-identity');
  });

  it('binds by a persistent NameID', async () => {
    await customerWith({ identityClaim: persistentNameId });
    await file('userPrincipalName,identity', `${name},Xa7`);

    expect(await importFile()).toMatchObject({ changed: 1 });
    expect((await found(name))?.identity).toEqual(persistentIdentity(issuer, 'Xa7'));
  });

  it('keeps one person one user, whatever name a later list gives them', async () => {
    await file('userPrincipalName,identity', `${name},00u1`);
    await importFile();
    await file('userPrincipalName,identity', 'new.name@x.example,00u1', `${name},00u2`);
    const refused = (await importFile())['conflictLines'] as { line: number }[];
    expect(refused.toSorted((one, other) => one.line - other.line)).toEqual([
      {
        line: 2,
        message: `user.id 00u1 belongs to ${name} here. If new.name@x.example is their new name, use --rename.`,
      },
      { line: 3, message: `${name} is bound to another value of user.id: use user rebind.` },
    ]);
    expect(await found('new.name@x.example')).toBeUndefined();

    await file('userPrincipalName,identity', 'new.name@x.example,00u1');
    expect(await importFile('--rename')).toMatchObject({ renamed: 1, added: 0 });
    expect(await signIn('new.name@x.example', '00u1')).toBe('signed in');
  });

  it.each<[string, string[], string, string]>([
    ['no such column', ['userPrincipalName,id', 'a@x.example,1'], '', 'no values of user.id'],
    [
      'no column of that head',
      ['userPrincipalName,identity', 'a@x.example,1'],
      '--identity-column oid',
      'no values',
    ],
    [
      'one value twice',
      ['userPrincipalName,identity', 'a@x.example,1', 'b@x.example,1'],
      '',
      '1 line is invalid',
    ],
    ['a value with a blank', ['userPrincipalName,identity', 'a@x.example,1 2'], '', '1 line is invalid'],
    [
      'a value of 257 characters',
      ['userPrincipalName,identity', `a@x.example,${'x'.repeat(257)}`],
      '',
      '1 line',
    ],
  ])('is refused whole for %s', async (_, lines, options, message) => {
    await file(...lines);

    expect((await importFile(options))['message']).toContain(message);
    expect(await found('a@x.example')).toBeUndefined();
  });

  it.each<[string, Partial<Connection>, string, string]>([
    ['no claim', {}, '', 'has no identity claim'],
    [
      'a GUID in its issuer and no claim',
      { issuer: `https://auth.pingone.eu/${facts.directoryId}` },
      '',
      "not Entra's",
    ],
    ['no claim, and a column', {}, '--identity-column identity', 'requires a tenant with an identity claim'],
    ['Entra, and a column', { issuer: facts.issuer }, '--identity-column identity', 'requires a tenant with'],
  ])('is refused where the tenant has %s', async (_, connection, options, message) => {
    await customerWith(connection);
    await file('userPrincipalName,identity,objectId', `a@x.example,1,${facts.objectId}`);

    expect((await importFile(options))['message']).toContain(message);
    expect(await found('a@x.example')).toBeUndefined();
  });

  it('reads a list of another directory without --bind, whatever its ids are', async () => {
    await file('userPrincipalName,id', 'a@x.example,00u1');
    const { stdout } = await local.run(`user import timetrack ${customer.tenant.id} ${path()}`);

    expect(stdout).toContain('1  added');
    expect((await found('a@x.example'))?.identity).toBeUndefined();
  });

  it('says who has to be bound again by another claim, and binds them by a list', async () => {
    await file('userPrincipalName,identity', `${name},00u1`);
    await importFile();
    const { id } = customer.tenant;
    const none = await local.run(`tenant set timetrack ${id} --identity-claim none --dry-run`);
    expect(none.stderr).toContain('1 person has an earlier binding and cannot sign in until');
    expect((await local.run(`tenant set timetrack ${id} --session-hours 4`)).stderr).toBe('');
    const { stderr } = await local.run(`tenant set timetrack ${id} --identity-claim uid`);
    expect(stderr).toContain('1 person has an earlier binding and cannot sign in by uid until');
    expect(stderr).toContain(`user rebind timetrack ${id} --from <file>`);

    await file('userPrincipalName,identity', `${name},simon`);
    expect((await importFile())['conflictLines']).toEqual([
      {
        line: 2,
        message: `${name} is bound in another directory or by another claim: use user rebind --from.`,
      },
    ]);
    const rebound = await local.run(`user rebind timetrack ${id} --from ${path()} --yes`);
    expect(rebound.stdout).toContain('identity claim uid:');
    expect((await found(name))?.identity).toEqual(identityOfClaim(issuer, 'uid', 'simon'));
    expect((await local.run(`tenant set timetrack ${id} --identity-claim uid`)).stderr).toBe('');
  });
});
