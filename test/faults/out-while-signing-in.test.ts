import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sessionEndpoint } from '../../functions/session/endpoint.ts';
import type { LambdaHandler } from '../../shared/endpoint/endpoint.ts';
import { createTables } from '../../shared/store/create-tables.ts';
import { createDynamoDbClient, openTables } from '../../shared/store/dynamodb.ts';
import { localTableNames } from '../../shared/store/tables.ts';
import { shownThumbprint } from '../../shared/tenants/keys/trusted-key-identity.ts';
import { facts } from '../fixtures/facts.ts';
import { signingKey } from '../fixtures/keys.ts';
import { formBody } from '../fixtures/post.ts';
import { asCertificate } from '../fixtures/trusted-key.ts';
import { type Answered, ask, cookiesOf } from '../harness/ask.ts';
import { latchkey } from '../harness/command.ts';
import { beginAt, type Customer, type CustomerChoices, customerOf } from '../harness/customer.ts';
import {
  type EmbeddedDynamoDb,
  embeddedClientConfig,
  startEmbeddedDynamoDb,
} from '../harness/embedded-dynamodb.ts';
import { useLog } from '../harness/logged.ts';
import { type Product, productOver } from '../harness/product.ts';
import { provenBy } from '../harness/samples.ts';
import { inTurn, lengthOf } from '../harness/tier.ts';
import { type HeldStore, holdStore } from './held-store.ts';
import { type Done, everyOrder, type Mishap, runRace, type Trace } from './interleavings.ts';

/** A way in: what there is before, and what the message says. */
interface WayIn {
  readonly name: string;
  readonly customer: CustomerChoices;
  readonly nameId?: string;
  /** Whether the process remembers the tenant. */
  readonly isWarm: boolean;
}

/** A command that puts people out. */
interface Command {
  readonly words: string;
  /** Of what its write is that decides. */
  readonly writes: 'user' | 'tenant';
  /** What becomes of somebody who signs in after that write. */
  readonly afterwards: 'may sign in' | 'is refused';
  /** Whether it leaves the sessions of before alone. Default false. */
  readonly sparesSessions?: boolean;
}

const identity = { directoryId: facts.directoryId, objectId: facts.objectId };
const bound = { user: { identity } };

const waysIn: readonly WayIn[] = [
  { name: 'a later sign-in', customer: bound, isWarm: true },
  { name: 'a later sign-in in a new process', customer: bound, isWarm: false },
  { name: 'a first sign-in', customer: {}, isWarm: true },
  { name: 'a sign-in of somebody renamed', customer: bound, nameId: 'b.jones@contoso.com', isWarm: true },
];

const commands: readonly Command[] = [
  { words: 'user deactivate <tenant> <user>', writes: 'user', afterwards: 'is refused' },
  { words: 'user import <tenant> <file>', writes: 'user', afterwards: 'is refused' },
  { words: 'user remove <tenant> <user>', writes: 'user', afterwards: 'is refused' },
  { words: 'user rebind <tenant> <user> --object-id <guid>', writes: 'user', afterwards: 'is refused' },
  { words: 'user end-sessions <tenant> <user>', writes: 'user', afterwards: 'may sign in' },
  { words: 'tenant disable <tenant>', writes: 'tenant', afterwards: 'is refused' },
  { words: 'tenant remove <tenant>', writes: 'tenant', afterwards: 'is refused' },
  { words: 'tenant end-sessions <tenant>', writes: 'tenant', afterwards: 'may sign in' },
  { words: 'tenant key retire <tenant> <key> --end-sessions', writes: 'tenant', afterwards: 'is refused' },
  {
    words: 'tenant key retire <tenant> <key>',
    writes: 'tenant',
    afterwards: 'is refused',
    sparesSessions: true,
  },
];

/** Every command beside every way in; in the sample, each command beside one of them. */
const pairs = inTurn(commands, (command) => waysIn.map((way) => ({ way, command, words: command.words })));
/** Of the orders that a mishap is tried in; removing a tenant has more. */
const mostOrders = lengthOf({ whole: 6, sample: 1 });

describe('somebody who is put out while they sign in', () => {
  let embedded: EmbeddedDynamoDb;
  let held: HeldStore;
  let well: Product;
  let folder: string;
  useLog();

  beforeAll(async () => {
    embedded = await startEmbeddedDynamoDb();
    held = await holdStore(embedded.endpoint);
    const client = createDynamoDbClient(embeddedClientConfig(embedded.endpoint));
    await createTables(client, localTableNames);
    well = productOver(openTables(client, localTableNames));
    folder = await mkdtemp(join(tmpdir(), 'latchkey-out-'));
    return async () => {
      await held.stop();
      await embedded.stop();
      await rm(folder, { recursive: true });
    };
  });
  let serial = 0;

  /** Lets both run in one order, and says what came of it. */
  async function race(way: WayIn, command: Command, order: readonly (0 | 1)[], mishap?: Mishap) {
    serial += 1;
    const sides = [held.side(`sign-in-${serial}`), held.side(`command-${serial}`)] as const;
    const customer = await customerOf(well, 'timetrack', {
      ...way.customer,
      // The second one is there to fall back on: the last key is not retired unasked.
      connection: {
        trustedKeys: [asCertificate(signingKey()), asCertificate(signingKey({ name: 'next' }))],
        ...provenBy(signingKey()),
      },
    });
    const path = join(folder, `${serial}.csv`);
    await writeFile(path, `userPrincipalName,accountEnabled\n${facts.signInName},False\n`);
    const { requestId, cookies } = await beginAt(well, customer.signOnUrl());
    const client = createDynamoDbClient({ ...embeddedClientConfig(sides[0].endpoint), maxAttempts: 1 });
    const { assertionConsumer, deployment } = productOver(openTables(client, localTableNames));
    if (way.isWarm) await deployment.tenants.find('timetrack', customer.tenant.id);

    for (const side of sides) side.hold();
    const parts = way.nameId === undefined ? {} : { nameId: way.nameId };
    const form = formBody(customer.message(requestId, parts));
    const asked = { url: customer.urls.replyUrl, cookies, form };
    const words = wordsOf(command, customer, path);
    const environment = (endpoint: string) => ({ environment: { AWS_ENDPOINT_URL_DYNAMODB: endpoint } });
    const posted = ask(assertionConsumer, asked);
    const ran = latchkey(words, environment(sides[1].endpoint));
    const trace = await runRace({ sides, ends: [posted, ran] }, order, mishap);
    const isDead = mishap?.fate === 'never-sent' || mishap?.fate === 'lost';
    const deadSide = isDead ? trace.steps[mishap?.position ?? -1]?.side : undefined;
    const answer: Answered = deadSide === 0 ? {} : await posted;
    // An operator whose command ends half-way runs it again.
    const outcome = deadSide === 1 ? await latchkey(words, environment(embedded.endpoint)) : await ran;
    client.destroy();
    return { trace, customer, answer, outcome, wasRepeated: deadSide === 1 };
  }

  const isIn = async (customer: Customer, answer: Answered, session: LambdaHandler = well.session) => {
    const cookies = cookiesOf(answer);
    const { statusCode } = await ask(session, { url: customer.at('/session'), cookies });
    return statusCode === 200;
  };

  it.each(pairs)(
    '$way.name beside $words is out, whichever comes last',
    async ({ way, command }) => {
      const seen = new Set<boolean>();
      const count = await everyOrder(async (order) => {
        const { trace, customer, answer, outcome } = await race(way, command, order);
        const shown = trace.steps.map(shownStep).join('\n');
        expect(outcome, shown).toMatchObject({ exitCode: 0 });
        const isLater = isDecidedBeforeTheLook(trace.steps, command);
        seen.add(isLater);
        const mayBeIn = isLater ? command.afterwards === 'may sign in' : command.sparesSessions === true;
        expect(await isIn(customer, answer), shown).toBe(mayBeIn);
        // No answer has a session that has already ended, unless a write comes after the last read.
        if (isLater) expect(answer.statusCode === 303, shown).toBe(mayBeIn);
        return trace;
      });
      expect(count).toBeGreaterThan(5);
      // Both orders of what decides have come.
      expect([...seen].sort()).toEqual([false, true]);
    },
    300_000,
  );

  it.each(waysIn)('of $name alone the session counts', async (way) => {
    const idle: Command = { words: 'user list <tenant>', writes: 'user', afterwards: 'may sign in' };
    const { customer, answer } = await race(way, idle, []);
    expect(await isIn(customer, answer)).toBe(true);
  });

  it.each(commands)(
    'whatever step is the last of either, beside "$words"',
    async (command) => {
      const [way] = waysIn;
      if (way === undefined) throw new Error('there are ways in');
      let count = 0;
      const orders: Trace[] = [];
      await everyOrder(async (order) => {
        const { trace } = await race(way, command, order);
        orders.push(trace);
        return trace;
      });
      for (const { steps } of orders.slice(0, mostOrders)) {
        const order = steps.map(({ side }) => side);
        for (const [position, { side }] of steps.entries()) {
          // A sign-in that dies hands no session to anybody. A command tries what was throttled again by itself.
          const fates = side === 0 ? (['throttled'] as const) : (['never-sent', 'lost'] as const);
          for (const fate of fates) {
            const { trace, customer, answer, outcome, wasRepeated } = await race(way, command, order, {
              position,
              fate,
            });
            const shown = `${fate} at ${position}\n${trace.steps.map(shownStep).join('\n')}`;
            if (!wasRepeated) expect(outcome, shown).toMatchObject({ exitCode: 0 });
            const isSpared =
              command.sparesSessions ||
              (!wasRepeated &&
                isDecidedBeforeTheLook(trace.steps, command) &&
                command.afterwards === 'may sign in');
            if (!isSpared) expect(await isIn(customer, answer), shown).toBe(false);
            count += 1;
          }
        }
      }
      expect(count).toBeGreaterThan(lengthOf({ whole: 15, sample: 5 }));
    },
    300_000,
  );

  it('would be let in where a session were its flow alone, which is how it was', async () => {
    const [way] = waysIn;
    const [command] = commands;
    if (way === undefined || command === undefined) throw new Error('there are both');
    let letIn = 0;
    await everyOrder(async (order) => {
      const { trace, customer, answer } = await race(way, command, order);
      if (await isIn(customer, answer, sessionOfFlowAlone(well, customer))) letIn += 1;
      return trace;
    });
    expect(letIn).toBeGreaterThan(0);
  });
});

/** GET /session of a user and a tenant that are for ever what they were at first. */
function sessionOfFlowAlone(
  { deployment }: Product,
  { user, tenant: { createdAt } }: Customer,
): LambdaHandler {
  const tenant = { createdAt, version: 1, isOpen: true, sessionGeneration: 0 };
  const accountStatuses = { find: async () => ({ user, tenant }) };
  return sessionEndpoint({ ...deployment, accountStatuses }, { clock: () => facts.now });
}

function wordsOf({ words }: Command, { tenant }: Customer, path: string): readonly string[] {
  const meanings: Readonly<Record<string, readonly string[]>> = {
    '<tenant>': [tenant.app, tenant.id],
    '<user>': [facts.signInName],
    '<guid>': ['b1b1b1b1-0000-4000-8000-000000000001', '--directory-id', facts.directoryId],
    '<key>': tenant.connection.trustedKeys.slice(0, 1).map(shownThumbprint),
    '<file>': [path],
  };
  return [...words.split(' ').flatMap((word) => meanings[word] ?? [word]), '--local', '--json'];
}

/** Whether the command's deciding write came before the sign-in last looked at what it writes. */
function isDecidedBeforeTheLook(steps: readonly Done[], { writes }: Command): boolean {
  const isOf = ({ items }: Done) =>
    items.some((item) => / (tenant|user#)/.test(item) && (writes === 'user') === item.includes(' user#'));
  const decided = steps.findIndex(
    (step) =>
      step.side === 1 && ['PutItem', 'UpdateItem', 'DeleteItem'].includes(step.operation) && isOf(step),
  );
  // What a sign-in reads behind its session's write decides nothing.
  const written = steps.findIndex(
    ({ side, operation, items }) => side === 0 && operation === 'UpdateItem' && !items[0]?.includes(' '),
  );
  const looked = steps.findLastIndex(
    (step, position) =>
      step.side === 0 &&
      (written === -1 || position < written) &&
      (step.operation === 'BatchGetItem' || (step.operation === 'GetItem' && isOf(step))),
  );
  return decided !== -1 && decided < looked;
}

function shownStep({ side, operation, items }: Done): string {
  return `${side === 0 ? 'sign-in' : '        command'} ${operation} ${items.join(', ')}`;
}
