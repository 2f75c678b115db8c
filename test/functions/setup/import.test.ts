import { beforeAll, describe, expect, it } from 'vitest';
import type { User } from '../../../shared/users/user.ts';
import { facts } from '../../fixtures/facts.ts';
import type { Customer } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { aUser } from '../../harness/samples.ts';
import { administratedCustomerOf, administratorAt } from './administrator.ts';
import { hiddenFieldsOf, makeLink, openSetup } from './set-up.ts';

const head = 'userPrincipalName,displayName,accountEnabled';

describeWithDatabase('the import of people on the page of an administrator', (database) => {
  useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables, () => facts.now);
  });
  const addUser = async ({ tenant }: Customer, signInName: string, more: Partial<User> = {}) => {
    const user = aUser({ app: tenant.app, tenant: tenant.id, signInName, active: true, ...more });
    await product.deployment.users.add(user);
    return user;
  };
  const list = ({ tenant }: Customer) => product.deployment.users.list(tenant.app, tenant.id);
  const find = ({ tenant }: Customer, signInName: string) =>
    product.deployment.users.findBySignInName(tenant.app, tenant.id, signInName);
  const begin = async () => {
    const customer = await administratedCustomerOf(product);
    const admin = await administratorAt(product, customer);
    const confirm = async (shown: Parameters<typeof hiddenFieldsOf>[0]) =>
      admin.post('import-people', hiddenFieldsOf(shown, 'import-people'));
    return { customer, admin, confirm };
  };

  it('shows what it would do, then does it, with the history of each person', async () => {
    const { customer, admin, confirm } = await begin();
    const leaver = await addUser(customer, 'leaver@contoso.com');
    const renamed = await addUser(customer, 'named@contoso.com', { displayName: 'Old' });
    await addUser(customer, 'off@contoso.com', { active: false });
    const shown = await admin.upload(
      [
        head,
        'NEW@contoso.com,"Simon, ""B""",True',
        'blocked@contoso.com,,False',
        'leaver@contoso.com,,False',
        'named@contoso.com,New,True',
        'off@contoso.com,,True',
        'not a name,,True',
        'new@contoso.com,,True',
        'maybe@contoso.com,,perhaps',
        'empty@contoso.com,,',
      ].join('\r\n'),
    );
    expect(shown.statusCode).toBe(200);
    for (const told of [
      'Added: 2',
      'Changed: 2',
      'Not imported: 4',
      'new name: New',
      'Line 7: this is not',
    ]) {
      expect(shown.body).toContain(told);
    }
    expect(await list(customer)).toHaveLength(4);
    const done = await confirm(shown);
    expect(done.body).toContain('2 added, 2 changed.');
    expect(await find(customer, 'new@contoso.com')).toMatchObject({
      active: true,
      displayName: 'Simon, "B"',
    });
    expect(await find(customer, 'blocked@contoso.com')).toMatchObject({ active: false });
    expect(await find(customer, leaver.signInName)).toMatchObject({ active: false, sessionGeneration: 1 });
    expect(await find(customer, renamed.signInName)).toMatchObject({ active: true, displayName: 'New' });
    expect(await find(customer, 'off@contoso.com')).toMatchObject({ active: false });
    const { app, id } = customer.tenant;
    const events = (await product.deployment.tenants.history(app, id)).flatMap((change) => change.events);
    const people = events.filter((event) => event.kind === 'person');
    const became = people.map((event) => event.became).sort();
    expect(became).toEqual(['added', 'added', 'deactivated']);
    expect((await confirm(shown)).statusCode).toBe(409);
  });

  it('never changes who vouches, deactivates no administrator, and makes none', async () => {
    const { customer, admin, confirm } = await begin();
    await addUser(customer, 'boss@contoso.com', { administrator: true });
    const shown = await admin.upload(
      `${head},administrator\n${facts.signInName},Other,False,\nboss@contoso.com,,False,\nnew@contoso.com,,True,True`,
    );
    expect(shown.body).toContain('Not imported: 2');
    expect((await confirm(shown)).body).toContain('1 added, 0 changed.');
    expect(await find(customer, facts.signInName)).toMatchObject({ active: true, administrator: true });
    expect(await find(customer, 'boss@contoso.com')).toMatchObject({ active: true });
    expect((await find(customer, 'new@contoso.com'))?.administrator).toBeUndefined();
  });

  it('shows the preview again where people changed in the meantime, and writes nothing', async () => {
    const { customer, admin, confirm } = await begin();
    const shown = await admin.upload('userPrincipalName,displayName\nnew@contoso.com,New\nmore@contoso.com,');
    await addUser(customer, 'new@contoso.com', { displayName: 'Theirs' });
    const again = await confirm(shown);
    expect([again.statusCode, again.body?.includes('new name: New')]).toEqual([409, true]);
    expect(await find(customer, 'more@contoso.com')).toBeUndefined();
    expect((await confirm(again)).body).toContain('1 added, 1 changed.');
  });

  it('takes 500 people in one file and not one more', { timeout: 60_000 }, async () => {
    const { customer, admin, confirm } = await begin();
    const file = (count: number) =>
      ['userPrincipalName', ...Array.from({ length: count }, (_, each) => `p${each}@contoso.com`)].join('\n');
    const refused = await admin.upload(file(501));
    expect([refused.statusCode, refused.body?.includes('more than 500')]).toEqual([400, true]);
    expect((await confirm(await admin.upload(file(500)))).body).toContain('500 added, 0 changed.');
    expect(await list(customer)).toHaveLength(501);
  });

  it.each([
    ['an empty file', '\n', 'The file is empty'],
    ['a file of something else', 'colour\nred', 'userPrincipalName is missing'],
    ['an open quote', 'userPrincipalName\n"a@b.com', 'never closed'],
    ['two columns of names', 'userPrincipalName,userPrincipalName\na,b', 'appears twice'],
    ['a header that could block', 'userPrincipalName,not blocked\na@b.com,True', 'unclear whether Yes'],
  ])('refuses %s', async (_, content, told) => {
    const { customer, admin } = await begin();
    const { statusCode, body } = await admin.upload(content);
    expect([statusCode, body?.includes(told)]).toEqual([400, true]);
    expect(await list(customer)).toHaveLength(1);
  });

  it('escapes what the file says', async () => {
    const { admin } = await begin();
    const { body } = await admin.upload(
      `${head}\n<script>alert(1)</script>@x.com,"<img src=x>",True\n<b>,,maybe`,
    );
    expect(body).not.toMatch(/<script>alert|<img src=x>|<b>/);
  });

  it('is closed to every link of the operator', async () => {
    const { customer } = await begin();
    for (const intent of ['set-up', 'renew-certificate', 'inspect'] as const) {
      const browser = await openSetup(
        product.setup,
        customer,
        await makeLink(database().tables, customer, facts.now, { intent }),
      );
      expect((await browser.get({ step: 'import' })).statusCode).toBe(303);
      const rows = 'userPrincipalName\nnew@contoso.com';
      expect((await browser.post('import-people', { rows })).statusCode).toBeGreaterThan(399);
    }
    expect(await list(customer)).toHaveLength(1);
  });
});

describe('the texts of an import', () => {
  it.each(['en', 'de'])('name no command in %s', async (language) => {
    const { administrationImportTexts } = await import(
      `../../../shared/pages/text/${language}/setup/administration-import.ts`
    );
    const told = JSON.stringify(administrationImportTexts, (_, value) =>
      typeof value === 'function' ? String(value) : value,
    );
    expect(told).not.toMatch(/--[a-z]|latchkey|user import/i);
  });
});
