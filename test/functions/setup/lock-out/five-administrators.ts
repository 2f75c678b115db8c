import { expect } from 'vitest';
import type { SetupLinkId } from '../../../../shared/ids/setup-link-id.ts';
import type { Tables } from '../../../../shared/store/dynamodb.ts';
import type { Tenant } from '../../../../shared/tenants/tenant.ts';
import { facts, secondsAfter } from '../../../fixtures/facts.ts';
import { type SigningKey, signingKey } from '../../../fixtures/keys.ts';
import { formBody } from '../../../fixtures/post.ts';
import { type Answered, ask, cookiesOf, locationOf } from '../../../harness/ask.ts';
import { type Customer, customerOf, signInAt } from '../../../harness/customer.ts';
import { type Product, productOver } from '../../../harness/product.ts';
import { administratorAt } from '../administrator.ts';
import { type Fields, hiddenFieldsOf, makeLink, openSetup } from '../set-up.ts';
import { type Click, intents } from './clicks.ts';
import { nextKeys, printOf, privateKeyOf, signersOf } from './directory.ts';
import { operatorOf } from './operator.ts';

/** A page that somebody has open, and by which link. */
interface Page {
  readonly who: number;
  readonly link: SetupLinkId;
  readonly cookies: () => readonly string[];
  post(action: string, fields?: Fields): Promise<Answered>;
  get(parameters: Readonly<Record<string, string>>): Promise<Answered>;
}

/** A test sign-in that the directory has not answered yet. */
interface BegunTest {
  readonly revision: number;
  readonly request: string;
  readonly cookies: readonly string[];
  readonly keys: readonly SigningKey[];
}

/** What the model knows, told without the code that makes it so. */
interface Known {
  readonly now: Date;
  /** When each draft passed its last test, and which key signed it, by revision. */
  readonly passed: ReadonlyMap<number, { readonly at: Date; readonly signer: string }>;
  /** Links that were revoked, or whose administrator has lost the right. */
  readonly closed: ReadonlySet<SetupLinkId>;
  /** The page that sent the last form to activate, whether it was open at that moment, and the revision it showed. */
  readonly sent: { readonly who: number; readonly isOpen: boolean; readonly revision: number } | undefined;
}

/** A customer, and five people before its set-up page. */
export interface World {
  readonly customer: Customer;
  tenant(): Promise<Tenant>;
  act(click: Click): Promise<void>;
  known(): Known;
  /** A person signs in with `key`; whether they got a session. */
  canSignIn(key: SigningKey): Promise<boolean>;
}

/** Opens the five pages of a new customer at `facts.now`. */
export async function fiveAdministrators(tables: Tables): Promise<World> {
  let now = facts.now;
  const clock = () => now;
  const product: Product = productOver(tables, clock);
  const customer = await customerOf(product, 'timetrack', { user: { administrator: true } });
  const operator = operatorOf(product, customer, clock);
  const { app, id } = customer.tenant;
  const pages: (Page | undefined)[] = [];
  const closed = new Set<SetupLinkId>();
  const passed = new Map<number, { at: Date; signer: string }>();
  const revisions: number[] = [];
  let waiting: BegunTest[] = [];
  let last: (() => Promise<void>) | undefined;
  let sent: Known['sent'];
  const tenant = async () => (await product.deployment.tenants.findFresh(app, id)) ?? expect.unreachable();

  async function openLink(who: number): Promise<Page> {
    const intent = intents[who] ?? 'set-up';
    const link = await makeLink(tables, customer, now, { intent });
    return { who, link: link.link.id, ...(await openSetup(product.setup, customer, link)) };
  }
  async function signInAgain(who: number): Promise<Page | undefined> {
    const [key = signingKey()] = signersOf((await tenant()).connection);
    const page = await administratorAt(product, customer, {
      at: now,
      parts: { issuedAt: now },
      choices: { key },
    });
    if (page.opened.statusCode !== 303) return undefined;
    const links = await product.deployment.setupLinks.list(app, id);
    const link = links.find((each) => each.administrator?.holder === 'self')?.id ?? expect.unreachable();
    // The same link at each fresh sign-in: so a draft stays theirs.
    closed.delete(link);
    return { who, link, ...page };
  }
  async function openAsColleague(who: number): Promise<Page | undefined> {
    const { body = '' } = (await pages[3]?.post('create-link')) ?? {};
    const url = /readonly value="([^"]+)"/.exec(body)?.[1]?.replaceAll('&amp;', '&');
    if (url === undefined) return undefined;
    const token = new URL(url).searchParams.get('link') ?? '';
    const links = await product.deployment.setupLinks.list(app, id);
    const link = links.find((each) => token.startsWith(each.id.replace('-', '')) || token.includes(each.id));
    if (link === undefined) throw new Error(`no link of ${token.length} characters`);
    return { who, link: link.id, ...(await openSetup(product.setup, customer, { link, token })) };
  }
  const open = async (who: number) => {
    if (intents[who] !== 'administer') pages[who] = await openLink(who);
    else pages[who] = who === 3 ? await signInAgain(who) : await openAsColleague(who);
  };
  const openAll = async () => {
    for (const who of intents.keys()) await open(who);
  };
  // People sign in, by which the running key has proven itself.
  await signInAt(product, customer);
  await openAll();

  const post = async (who: number, action: string, fields: Fields = {}, about?: number) => {
    const page = pages[who];
    if (page === undefined) return undefined;
    const send = async () => {
      if (about !== undefined) sent = { who, isOpen: !closed.has(page.link), revision: about };
      return page.post(action, fields);
    };
    last = async () => {
      await send();
    };
    return send();
  };

  async function beginTest(who: number): Promise<BegunTest | undefined> {
    const { draft } = await tenant();
    const page = pages[who];
    if (draft === undefined || page === undefined) return undefined;
    const begun = await page.post('test', { revision: String(draft.revision) });
    if (!locationOf(begun).includes('test=')) return undefined;
    const cookies = [...page.cookies(), ...cookiesOf(begun)];
    const sentOn = await ask(product.signOn, { url: customer.at(locationOf(begun)), cookies });
    const request = new URL(locationOf(sentOn)).searchParams.get('RelayState') ?? '';
    const keys = draft.values.trustedKeys.map((key) => privateKeyOf(key));
    return { revision: draft.revision, request, cookies, keys };
  }
  async function answer(begun: BegunTest | undefined, { outcome, by = 'last' }: Click & { do: 'test' }) {
    const key = begun?.keys.at(by === 'first' ? 0 : -1);
    if (begun === undefined || key === undefined) return;
    const wrong = outcome === 'failed' ? { audience: 'https://wrong.example' } : {};
    const message = customer.message(begun.request, { issuedAt: now, authnInstant: now, ...wrong }, { key });
    const { cookies, revision } = begun;
    await ask(product.assertionConsumer, { url: customer.urls.replyUrl, cookies, form: formBody(message) });
    if (outcome === 'failed') passed.delete(revision);
    else
      passed.set(revision, {
        at: now,
        signer: printOf({ kind: 'certificate', certificate: key.certificate }),
      });
  }

  async function keep(who: number, key: number): Promise<void> {
    const { issuer, loginUrl } = customer.tenant.connection;
    const certificate = nextKeys[key]?.certificate ?? '';
    const shown = await post(who, 'look', { how: 'values', issuer, loginUrl, certificate });
    await post(who, 'keep', shown === undefined ? {} : hiddenFieldsOf(shown, 'keep'));
    const begun = await beginTest(who);
    if (begun !== undefined) waiting.push(begun);
  }

  async function act(click: Click): Promise<void> {
    switch (click.do) {
      case 'keep':
        return keep(click.who, click.key);
      case 'test': {
        if (click.answer === 'at once') return answer(await beginTest(click.who), click);
        const [oldest, ...rest] = waiting;
        waiting = rest;
        return answer(oldest, click);
      }
      case 'activate': {
        const revision = (click.seen === 'this' ? revisions.at(-1) : revisions.at(-2)) ?? 0;
        await post(click.who, 'activate', { revision: String(revision) }, revision);
        return;
      }
      case 'again':
        return last?.();
      case 'reload':
        await pages[click.who]?.get({ step: 'activate' });
        return;
      case 'go':
        await post(click.who, 'go', { step: 'test' });
        return;
      case 'discard':
        await post(click.who, 'discard');
        return;
      case 'leave and come back':
        await pages[click.who]?.post('leave');
        return open(click.who);
      case 'revoke': {
        const page = pages[click.who];
        if (page !== undefined) {
          await operator.revoke(page.link, click.whole);
          closed.add(page.link);
        }
        return click.stays ? undefined : open(click.who);
      }
      case 'right':
        await operator.setRight(click.on);
        if (!click.on) for (const who of [3, 4]) if (pages[who] !== undefined) closed.add(pages[who].link);
        if (!click.stays) for (const who of [3, 4]) await open(who);
        return;
      case 'revoke colleagues': {
        const page = pages[4];
        const answered = page && (await pages[3]?.post('revoke-link', { id: page.link }));
        if (page !== undefined && answered?.statusCode === 303) closed.add(page.link);
        return;
      }
      case 'wait':
        now = secondsAfter(now, click.hours * 3_600);
        // Their sessions are over by then.
        return openAll();
    }
  }

  return {
    customer,
    tenant,
    async act(click) {
      await act(click);
      const revision = (await tenant()).draft?.revision;
      if (revision !== undefined && revision !== revisions.at(-1)) revisions.push(revision);
    },
    known: () => ({ now, passed, closed, sent }),
    async canSignIn(key) {
      const parts = { issuedAt: now, authnInstant: now };
      const { cookies } = await signInAt(product, customer, [], parts, { key });
      const answered = await ask(product.session, { url: customer.at('/session'), cookies });
      return answered.statusCode === 200;
    },
  };
}
