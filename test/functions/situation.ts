import type { Tables } from '../../shared/store/dynamodb.ts';
import { formBody } from '../fixtures/post.ts';
import { type Asked, ask, cookiesOf } from '../harness/ask.ts';
import { beginAt, type Customer, customerOf } from '../harness/customer.ts';
import { productOver } from '../harness/product.ts';
import { makeLink, openSetup, setupUrl } from './setup/set-up.ts';

/** What a browser has, and whose customers there are, when every endpoint is asked for everything it can answer. */
export interface Situation {
  readonly timetrack: Customer;
  readonly trakstar: Customer;
  /** A customer whose directory takes answers to its logout requests. */
  readonly withLogout: Customer;
  /** The cookies of a session of `timetrack`. */
  readonly session: readonly string[];
  /** An answer to a request of this browser, which can be posted once. */
  readonly answer: Asked;
  /** A browser that has opened a set-up link of `timetrack`. */
  readonly setup: Asked;
  /** The real time, by which the functions judge. */
  readonly now: Date;
}

/** Makes a {@link Situation} in `tables`. */
export async function situationIn(tables: Tables): Promise<Situation> {
  const now = new Date();
  const product = productOver(tables, () => now);
  const timetrack = await customerOf(product, 'timetrack');
  const { requestId, cookies } = await beginAt(product, timetrack.signOnUrl());
  const url = timetrack.urls.replyUrl;
  const messageTo = (request?: string) => formBody(timetrack.message(request, { issuedAt: now }));
  return {
    timetrack,
    trakstar: await customerOf(product, 'trakstar'),
    withLogout: await customerOf(product, 'timetrack', {
      connection: { logoutUrl: 'https://login.example/out' },
    }),
    session: cookiesOf(await ask(product.assertionConsumer, { url, form: messageTo() })),
    answer: { url, cookies, form: messageTo(requestId) },
    setup: {
      url: setupUrl(timetrack, { step: 'create' }),
      cookies: (await openSetup(product.setup, timetrack, await makeLink(tables, timetrack, now))).cookies(),
    },
    now,
  };
}
