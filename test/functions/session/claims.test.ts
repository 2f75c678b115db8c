import { readFileSync } from 'node:fs';
import { marshall } from '@aws-sdk/util-dynamodb';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { productionSite } from '../../../shared/apps/site.ts';
import type { ClaimRules } from '../../../shared/claims/claim-rules.ts';
import type { AppId } from '../../../shared/ids/app-id.ts';
import { allItems } from '../../../shared/store/table.ts';
import { itemBytes, writeUnits } from '../../bench/cost/item-size.ts';
import { gallery } from '../../fixtures/apps.ts';
import { type Claim, claimNames, claimsOfBSimon } from '../../fixtures/entra-parts.ts';
import { facts } from '../../fixtures/facts.ts';
import { ask } from '../../harness/ask.ts';
import { type Customer, customerOf, signInAt } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';

const schemaFile = new URL('../../../docs/reference/session.schema.json', import.meta.url);
const ajv = new Ajv2020({ strict: true, validateFormats: false });
ajv.addSchema(JSON.parse(readFileSync(schemaFile, 'utf8')), 'session');
const isAnswer = ajv.compile({ $ref: 'session#/$defs/SessionAnswer' });

const author = { by: 'maria', at: facts.now };

describeWithDatabase('the claims of a session', (database) => {
  const log = useLog();
  let product: Product;
  /** The functions of a stage whose apps ask for these claims. */
  const asking = (claims: ClaimRules) =>
    productOver(
      database().tables,
      undefined,
      Object.values(gallery).map((app) => ({ ...productionSite(app), app: { ...app, claims } })),
    );
  beforeAll(() => {
    product = asking({ email: { required: true }, groups: {}, roles: {} });
  });

  const more = (...claims: readonly Claim[]) => ({ claims: [...claimsOfBSimon, ...claims] });
  const sessionOf = async (customer: Customer, cookies: readonly string[], at = product) => {
    const { statusCode, body = '' } = await ask(at.session, { url: customer.at('/session'), cookies });
    expect(isAnswer(JSON.parse(body)), JSON.stringify(isAnswer.errors)).toBe(statusCode === 200);
    return { status: statusCode, claims: JSON.parse(body).claims };
  };
  const claimsAfter = async (customer: Customer, parts: Parameters<typeof signInAt>[3], at = product) => {
    const { cookies } = await signInAt(at, customer, [], parts);
    return sessionOf(customer, cookies, at);
  };

  describe.each<AppId>(['timetrack', 'trakstar'])('of %s', (app) => {
    it('are what the profile names, from the message of the sign-in', async () => {
      const customer = await customerOf(product, app);
      const parts = more([claimNames.groups, 'g-1', 'g-2'], ['roles', 'Admin'], ['secret', 'x']);
      expect(await claimsAfter(customer, parts)).toEqual({
        status: 200,
        claims: { email: 'B.Simon@contoso.com', groups: ['g-1', 'g-2'], roles: ['Admin'] },
      });
    });

    it('differ where the tenant has rules of its own', async () => {
      const customer = await customerOf(product, app, {
        claims: {
          email: { attributes: ['workEmail'] },
          groups: { off: true },
          unit: { attributes: ['unit'] },
        },
      });
      const parts = more(['workEmail', 'b@work.example'], [claimNames.groups, 'g-1'], ['unit', 'R&D']);
      expect(await claimsAfter(customer, parts)).toEqual({
        status: 200,
        claims: { email: 'b@work.example', unit: 'R&D' },
      });
    });
  });

  it('are absent where the app asks for none, and the sign-in writes what it wrote before', async () => {
    const none = asking({});
    const customer = await customerOf(none, 'timetrack');
    const { cookies } = await signInAt(none, customer, [], more(['roles', 'Admin']));
    expect(await sessionOf(customer, cookies, none)).toEqual({ status: 200, claims: undefined });
  });

  it.each<[string, string, Parameters<typeof signInAt>[3]]>([
    [
      'claim-missing',
      'a required claim',
      { claims: claimsOfBSimon.filter(([name]) => name !== claimNames.emailAddress) },
    ],
    ['claim-many-values', 'one value', more(['email', 'x'], [claimNames.emailAddress, 'other@contoso.com'])],
    [
      'claim-groups-overage',
      'a list of groups',
      more(['http://schemas.microsoft.com/claims/groups.link', 'https://graph.example']),
    ],
    [
      'claims-too-large',
      'claims of a size',
      more([claimNames.groups, ...Array.from({ length: 90 }, (_, i) => `${i}`.padStart(36, 'g'))]),
    ],
  ])('refuse by %s a message without %s, which makes no session and binds no one', async (code, _, parts) => {
    const customer = await customerOf(product, 'timetrack');
    const { answer, cookies } = await signInAt(product, customer, [], parts);

    expect([answer.statusCode, cookies]).toEqual([403, []]);
    expect(log.decision()).toMatchObject({ event: 'sign-in.refused', problem: code });
    expect(log.text()).not.toContain('contoso.com');
    const { users } = product.deployment;
    const user = await users.findBySignInName('timetrack', customer.tenant.id, customer.user.signInName);
    expect(user?.identity).toBeUndefined();
    expect((await claimsAfter(customer, {})).status).toBe(200);
  });

  it('are made by the rules of the tenant that verified the message, though others were cached', async () => {
    const customer = await customerOf(product, 'trakstar');
    expect((await claimsAfter(customer, {})).claims).toEqual({ email: 'B.Simon@contoso.com' });
    const { app, id } = customer.tenant;
    const elsewhere = asking({});
    await elsewhere.deployment.tenants.change(app, id, author, (tenant) => ({
      ...tenant,
      claims: { email: { off: true }, given_name: {} },
    }));
    expect((await claimsAfter(customer, {})).claims).toEqual({ given_name: 'B.' });
  });

  it('stay those of the sign-in until the next one', async () => {
    const customer = await customerOf(product, 'timetrack');
    const { cookies } = await signInAt(product, customer, [], more(['roles', 'Admin']));
    await product.deployment.tenants.change('timetrack', customer.tenant.id, author, (tenant) => ({
      ...tenant,
      claims: { roles: { off: true } },
    }));
    expect((await sessionOf(customer, cookies)).claims).toEqual({
      email: 'B.Simon@contoso.com',
      roles: ['Admin'],
    });
  });

  it('cost no request: a sign-in is one read and one write, as without them', async () => {
    const customer = await customerOf(product, 'timetrack');
    // The first sign-in proves the key, after which the tenant is read once more.
    for (const _ of [1, 2]) await signInAt(product, customer);
    const roles = ['roles', ...Array.from({ length: 30 }, (_, index) => `Role.${index}`)] as const;
    const asked = await database().requestsOf(() => signInAt(product, customer, [], more(roles)));
    expect(asked).toEqual(['PutItemCommand', 'BatchGetItemCommand', 'UpdateItemCommand']);
  });

  it('cost nothing where there are none, and two write units for 30 roles of 24 letters', async () => {
    const customer = await customerOf(product, 'timetrack', { claims: { email: { off: true } } });
    const unitsOf = async (...claims: readonly Claim[]) => {
      const before = new Set((await flowsOf(customer)).map((item) => item['partitionKey']));
      await signInAt(product, customer, [], more(...claims));
      const [item] = (await flowsOf(customer)).filter(({ partitionKey }) => !before.has(partitionKey));
      // The item and its copy in the index by-time.
      return 2 * writeUnits(itemBytes(marshall(item ?? expect.unreachable())));
    };
    const roles = Array.from({ length: 30 }, (_, index) => `Role.${index}`.padEnd(24, 'x'));

    expect(await unitsOf()).toBe(2);
    expect(await unitsOf(['roles', ...roles])).toBe(4);
  });

  const flowsOf = async ({ tenant: { app, id } }: Customer) => {
    const query = { index: 'by-time', condition: '#logKey = :key', values: { key: `${app}#${id}` } };
    return allItems(database().tables.flows.query(query));
  };

  it('of an unsolicited sign-in are the same', async () => {
    const customer = await customerOf(product, 'timetrack');
    const form = new URLSearchParams({
      SAMLResponse: Buffer.from(customer.message(undefined, more(['roles', 'Admin']))).toString('base64'),
    });
    const answer = await ask(product.assertionConsumer, { url: customer.urls.replyUrl, form: String(form) });
    const cookies = (answer.cookies ?? []).map((cookie) => cookie.split(';')[0] ?? '');
    expect((await sessionOf(customer, cookies)).claims).toMatchObject({ roles: ['Admin'] });
  });
});
