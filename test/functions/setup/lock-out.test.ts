import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { defined } from '../../../shared/objects/defined.ts';
import type { DraftValues } from '../../../shared/tenants/draft/connection-draft.ts';
import { withDraftTest, withoutDraftOf } from '../../../shared/tenants/draft/draft.ts';
import { thumbprintsOf } from '../../../shared/tenants/keys/thumbprints.ts';
import { certificateOf } from '../../../shared/tenants/keys/trusted-key-identity.ts';
import type { Connection, Tenant } from '../../../shared/tenants/tenant.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { type Customer, customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { lengthOf } from '../../harness/tier.ts';
import { vouching } from './administrator.ts';
import { type Click, click, intents, rareOrders } from './clicks.ts';
import { type Fields, hiddenFieldsOf, type MadeLink, makeLink, openSetup } from './set-up.ts';

const sequences = lengthOf({ whole: 10_000, sample: 12 });
const keys = ['one', 'two', 'three'].map((name) => signingKey({ name }).certificate);

type Browser = Awaited<ReturnType<typeof openSetup>>;

// What must be true, told without the code that makes it so: a model of which values were tested when.
describeWithDatabase('whatever five administrators click, in whatever order', (database) => {
  useLog();
  let now = facts.now;
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables, () => now);
  });

  it(
    'nothing is activated that was not tested within a day, and a running connection never falters',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(click, { minLength: 4, maxLength: 16 }), async (clicks) => {
          now = facts.now;
          const world = await begin();
          for (const each of clicks) {
            const before = await world.tenant();
            await world.act(each);
            const after = await world.tenant();
            expectNobodyLockedOut(before, after, each, world);
          }
        }),
        { numRuns: sequences, seed: 20_261_128, examples: rareOrders.map((clicks) => [[...clicks]]) },
      );
    },
    sequences * 20_000,
  );

  async function begin() {
    const customer = await customerOf(product, 'timetrack', { user: { administrator: true } });
    const { users } = product.deployment;
    let vouchingUser = customer.user;
    const links: MadeLink[] = [];
    const open = async (index: number) => {
      const intent = intents[index] ?? 'set-up';
      const link = await makeLink(database().tables, customer, facts.now, {
        intent,
        ...(intent === 'administer' ? { administrator: vouching(vouchingUser) } : {}),
      });
      links[index] = link;
      return openSetup(product.setup, customer, link);
    };
    const openAll = () => Promise.all(intents.map((_, index) => open(index)));
    const browsers: Browser[] = await openAll();
    const revoked = new Set<string>();
    /** Which key signed the test of each revision. */
    const signers = new Map<number, string>();
    /** When each draft passed, by its revision. */
    const passedAt = new Map<number, Date>();
    const revisions: number[] = [];
    let last: (() => Promise<unknown>) | undefined;
    /** The revision that the last form to activate was about. */
    let asked: number | undefined;
    const tenant = () => tenantOf(customer);

    const post = async (index: number, action: string, fields: Fields = {}) => {
      const send = () => (browsers[index] ?? expect.unreachable()).post(action, fields);
      last = send;
      return send();
    };
    const keep = async (index: number, key: number) => {
      const { issuer, loginUrl } = customer.tenant.connection;
      const certificate = keys[key] ?? '';
      const shown = await post(index, 'look', { how: 'values', issuer, loginUrl, certificate });
      await post(index, 'keep', hiddenFieldsOf(shown, 'keep'));
    };
    const test = async (
      outcome: 'passed' | 'failed',
      of: 'this' | 'an older one',
      by: 'first' | 'last' = 'last',
    ) => {
      const { draft } = await tenant();
      const current = draft?.revision;
      const revision = of === 'this' ? current : revisions.at(-2);
      if (revision === undefined) return;
      const { app, id } = customer.tenant;
      const key = draft?.values.trustedKeys.at(by === 'first' ? 0 : -1);
      const signer = thumbprintsOf(key === undefined ? '' : (certificateOf(key) ?? ''));
      await product.deployment.tenants.change(app, id, { by: 'test', at: now }, (each) =>
        withDraftTest(each, { revision, at: now, outcome, launch: 'page', signer, summary: '' }),
      );
      if (revision !== current) return;
      signers.set(revision, signer.sha256);
      if (outcome === 'passed') passedAt.set(revision, now);
      else passedAt.delete(revision);
    };

    const act = async (each: Click): Promise<void> => {
      switch (each.do) {
        case 'keep':
          await keep(each.who, each.key);
          break;
        case 'test':
          await test(each.outcome, each.of, each.by);
          break;
        case 'activate': {
          const revision = each.seen === 'this' ? revisions.at(-1) : revisions.at(-2);
          asked = revision;
          await post(each.who, 'activate', { revision: String(revision ?? 0) });
          break;
        }
        case 'again':
          await last?.();
          break;
        case 'reload':
          await browsers[each.who]?.get({ step: 'activate' });
          break;
        case 'go':
          await post(each.who, 'go', { step: 'test' });
          break;
        case 'discard':
          await post(each.who, 'discard');
          break;
        case 'leave and come back':
          await browsers[each.who]?.post('leave');
          browsers[each.who] = await open(each.who);
          break;
        case 'revoke': {
          const { link } = links[each.who] ?? expect.unreachable();
          const { app, tenant: name, id } = link;
          await product.deployment.setupLinks.revoke(app, name, id, now);
          revoked.add(id);
          if (each.whole) {
            await product.deployment.tenants.change(app, name, { by: 'maria', at: now }, (found) =>
              withoutDraftOf(found, id),
            );
          }
          browsers[each.who] = await open(each.who);
          break;
        }
        case 'right': {
          const withRight = links.filter(({ link }) => link.intent === 'administer');
          if (!each.on) for (const { link } of withRight) revoked.add(link.id);
          vouchingUser =
            (await users.update(customer.user, { administrator: each.on }, now)) ?? expect.unreachable();
          for (const [index, intent] of intents.entries()) {
            if (intent === 'administer') browsers[index] = await open(index);
          }
          break;
        }
        case 'wait':
          now = secondsAfter(now, each.hours * 3_600);
          // Their sessions are over by then; the links are not.
          browsers.splice(0, intents.length, ...(await openAll()));
      }
      const revision = (await tenant()).draft?.revision;
      if (revision !== undefined && revision !== revisions.at(-1)) revisions.push(revision);
    };
    return { tenant, act, passedAt, revoked, signers, asked: () => asked };
  }

  const tenantOf = async ({ tenant: { app, id } }: Customer) =>
    (await product.deployment.tenants.findFresh(app, id)) ?? expect.unreachable();

  function expectNobodyLockedOut(
    before: Tenant,
    after: Tenant,
    click: Click,
    world: {
      readonly passedAt: ReadonlyMap<number, Date>;
      readonly revoked: ReadonlySet<string>;
      readonly signers: ReadonlyMap<number, string>;
      readonly asked: () => number | undefined;
    },
  ): void {
    // People can sign in at every moment.
    expect(after.connection.state).toBe('active');
    expect(after.connection.trustedKeys.length).toBeGreaterThan(0);
    const change = JSON.stringify(after.connection) !== JSON.stringify(before.connection);
    if (!change) return;
    // Only a button of the last step, clicked or sent again, changes the connection …
    expect(['activate', 'again']).toContain(click.do);
    // … to exactly the draft that the administrator saw, of which a test passed within a day.
    const { draft } = before;
    const passed = draft && world.passedAt.get(draft.revision);
    expect(world.asked()).toBe(draft?.revision);
    expect(passed).toBeDefined();
    expect(now.getTime() - (passed?.getTime() ?? 0)).toBeLessThanOrEqual(24 * 3_600_000);
    expect(after.draft).toBeUndefined();
    // No draft of a link that was revoked; by a renewal link, only a renewal.
    expect(world.revoked.has(draft?.link ?? '')).toBe(false);
    if ('who' in click && click.do === 'activate' && intents[click.who] !== 'set-up') {
      expect(draft?.kind).toBe('renewal');
    }
    if (draft?.kind === 'renewal') expectOnlyAdded(before.connection, after.connection);
    else expect(valuesOf(after.connection)).toEqual(draft?.values);
    // A key that remains has signed its test, or had signed before: whoever signs in by it can go on.
    const hadSigned = before.connection.provenKeys?.map(({ sha256 }) => sha256) ?? [];
    const signed = [...hadSigned, world.signers.get(draft?.revision ?? 0)];
    const remaining = after.connection.trustedKeys.map(
      (key) => thumbprintsOf(certificateOf(key) ?? '').sha256,
    );
    expect(remaining.some((print) => signed.includes(print))).toBe(true);
    // Nothing is proven that has not signed.
    for (const { sha256 } of after.connection.provenKeys ?? []) expect(signed).toContain(sha256);
  }

  function expectOnlyAdded(before: Connection, after: Connection): void {
    const { trustedKeys, provenKeys: _, ...rest } = after;
    const { trustedKeys: old, provenKeys: __, setAsideKeys, ...kept } = before;
    expect(rest).toEqual({ ...kept, ...defined({ setAsideKeys }) });
    expect(trustedKeys.slice(0, old.length)).toEqual(old);
  }

  function valuesOf({
    issuer,
    loginUrl,
    logoutUrl,
    metadataUrl,
    trustedKeys,
  }: Tenant['connection']): DraftValues {
    return {
      issuer,
      loginUrl,
      ...defined({ logoutUrl, metadataUrl }),
      trustedKeys,
    };
  }
});
