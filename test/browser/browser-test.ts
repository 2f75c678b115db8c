import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { test as base, expect } from 'vitest';
import { createDynamoDbClient, openTables } from '../../shared/store/dynamodb.ts';
import { localTableNames } from '../../shared/store/tables.ts';
import { embeddedClientConfig } from '../harness/embedded-dynamodb.ts';
import { launchChromium } from '../set-up/chromium.ts';
import { freePort } from '../set-up/free-port.ts';
import { startLatchkey } from '../set-up/latchkey-process.ts';
import { listenForComplaints } from './complaints.ts';
import { placesAt } from './places.ts';

/**
 * A test in Chromium against one `npm start` process that all files share. `page` is the first page of a
 * browser that has never been here, `newcomer` opens further such browsers. A test fails where a page that it
 * saw complained.
 */
export const test = base
  .extend('port', { scope: 'worker' }, () => freePort())
  .extend('dynamoDbPort', { scope: 'worker' }, () => freePort())
  .extend('latchkey', { scope: 'worker' }, async ({ port, dynamoDbPort }, { onCleanup }) => {
    const latchkey = await startLatchkey({ port, dynamoDbPort });
    onCleanup(async () => {
      await latchkey.stop();
    });
    return latchkey;
  })
  .extend('chromium', { scope: 'worker' }, async ({ latchkey: _ready }, { onCleanup }) => {
    const chromium = await launchChromium();
    onCleanup(() => chromium.close());
    return chromium;
  })
  .extend('tables', { scope: 'worker' }, ({ dynamoDbPort, latchkey: _ready }) => {
    const client = createDynamoDbClient(embeddedClientConfig(`http://127.0.0.1:${dynamoDbPort}`));
    return openTables(client, localTableNames);
  })
  .extend('places', { scope: 'worker' }, ({ port }) => placesAt(port))
  .extend('newcomer', async ({ chromium }, { onCleanup }) => {
    const opened: { readonly context: BrowserContext; readonly complaints: () => readonly string[] }[] = [];
    onCleanup(async () => {
      await Promise.all(opened.map(({ context }) => context.close()));
      expect(
        opened.flatMap(({ complaints }) => complaints()),
        'complaints of the browser',
      ).toEqual([]);
    });
    return async (options: BrowserContextOptions = {}): Promise<Page> => {
      const context = await chromium.newContext(options);
      opened.push({ context, complaints: listenForComplaints(context) });
      context.setDefaultTimeout(10_000);
      return context.newPage();
    };
  })
  .extend('page', ({ newcomer }) => newcomer());
