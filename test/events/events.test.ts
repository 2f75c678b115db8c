import { describe, expect, it } from 'vitest';
import { createEventBridgeClient, eventBridgeSink } from '../../shared/events/eventbridge-sink.ts';
import { eventDetails, type LatchkeyEvent } from '../../shared/events/latchkey-event.ts';
import { type DelayedRefreshJob, readRefreshJob } from '../../shared/events/refresh-job.ts';
import { reminderDays } from '../../shared/events/reminder-days.ts';
import { createSqsClient } from '../../shared/events/send-messages.ts';
import { sqsRefreshQueue } from '../../shared/events/sqs-refresh-queue.ts';
import { keysOf } from '../../shared/objects/keys-of.ts';
import { documentAt } from '../docs/document.ts';
import { facts } from '../fixtures/facts.ts';
import { newTenantId } from '../harness/samples.ts';

const document = documentAt('docs/events.md');

/** The fields that a section of the document has a row for. */
function fieldsIn(title: string): readonly string[] {
  const section = document.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, names = '']) =>
    [...names.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
  );
}

describe('docs/events.md', () => {
  it.each(keysOf(eventDetails))('has a row for every field of %s, and no other', (type) => {
    const written = [...fieldsIn('Common to all'), ...fieldsIn(type)];
    expect(written.sort()).toEqual(Object.keys(eventDetails[type].entries).sort());
  });

  it('has a section for every event, and for no other', () => {
    const sections = [...document.matchAll(/^## (latchkey\.\S+)$/gm)].map(([, type]) => type);
    expect(sections.sort()).toEqual(Object.keys(eventDetails).sort());
  });

  it('names the days of the notices', () => {
    const [last, ...before] = [...reminderDays].reverse();
    expect(document.replaceAll('\n', ' ')).toContain(`${before.reverse().join(', ')} or ${last} days`);
  });
});

const added = (count: number): readonly LatchkeyEvent[] =>
  Array.from({ length: count }, (_, index) => ({
    type: 'latchkey.key.added',
    detail: {
      version: 1,
      id: `id-${index}`,
      at: facts.now.toISOString(),
      app: 'timetrack',
      tenant: newTenantId(),
      thumbprint: 'A'.repeat(40),
      expiresAt: facts.now.toISOString(),
    },
  }));

/** A client that hands `answer` what it would send. */
function answering<Client extends ReturnType<typeof createEventBridgeClient | typeof createSqsClient>>(
  client: Client,
  answer: (input: Readonly<Record<string, unknown>>) => object,
): Client {
  (client as ReturnType<typeof createSqsClient>).middlewareStack.add(
    () => async (args) => ({
      response: undefined,
      output: {
        $metadata: {},
        ...answer(args.input as unknown as Readonly<Record<string, unknown>>),
      } as never,
    }),
    { step: 'initialize', priority: 'low' },
  );
  return client;
}

describe('the event bus', () => {
  it('gets every event, ten a request, with its time and its detail', async () => {
    const sent: Readonly<Record<string, unknown>>[][] = [];
    const client = answering(createEventBridgeClient({ region: 'eu-central-1' }), ({ Entries }) => {
      sent.push(Entries as Readonly<Record<string, unknown>>[]);
      return { FailedEntryCount: 0 };
    });
    const events = added(23);
    await eventBridgeSink(client, 'latchkey-test').publish(events);
    expect(sent.map(({ length }) => length)).toEqual([10, 10, 3]);
    expect(sent.flat().map(({ Detail }) => JSON.parse(String(Detail)))).toEqual(
      events.map(({ detail }) => detail),
    );
    expect(sent[0]?.[0]).toMatchObject({
      EventBusName: 'latchkey-test',
      Source: 'latchkey',
      DetailType: 'latchkey.key.added',
      Time: facts.now,
    });
  });

  it('is said to have failed where it did not take one of them', async () => {
    const client = answering(createEventBridgeClient({ region: 'eu-central-1' }), () => ({
      FailedEntryCount: 1,
    }));
    await expect(eventBridgeSink(client, 'b').publish(added(1))).rejects.toThrow('did not take 1 events');
  });
});

describe('the queue of asks', () => {
  const asks = (count: number): readonly DelayedRefreshJob[] =>
    Array.from({ length: count }, (_, index) => ({
      app: 'trakstar',
      tenant: newTenantId(),
      because: 'turn',
      delaySeconds: index,
    }));

  it('gets every ask once, ten a request, each with its delay', async () => {
    const sent: Readonly<Record<string, unknown>>[] = [];
    const client = answering(createSqsClient({ region: 'eu-central-1' }), ({ Entries }) => {
      sent.push(...(Entries as Readonly<Record<string, unknown>>[]));
      return { Successful: [], Failed: [] };
    });
    const all = asks(95);
    await sqsRefreshQueue(client, 'https://sqs.example/asks').send(all);
    const read = sent.map(({ MessageBody, DelaySeconds }) => ({
      ...readRefreshJob(String(MessageBody)),
      delaySeconds: DelaySeconds,
    }));
    expect(read).toEqual(all);
  });

  it('is said to have failed where it did not take one of them', async () => {
    const client = answering(createSqsClient({ region: 'eu-central-1' }), () => ({
      Failed: [{ Code: 'Busy' }],
    }));
    await expect(sqsRefreshQueue(client, 'https://sqs.example/asks').send(asks(1))).rejects.toThrow('Busy');
  });

  it.each([
    '',
    '{}',
    '{"app":"timetrack","tenant":"acme","because":"turn","more":1}',
    '{"app":"X","tenant":"acme","because":"turn"}',
  ])('gives no ask for %s', (message) => {
    expect(() => readRefreshJob(message)).toThrow();
  });
});
