import { beforeAll, describe, expect, it } from 'vitest';
import type { AppId } from '../../../shared/ids/app-id.ts';
import { allProblems, type ProblemCode } from '../../../shared/problems/problem.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { formBody } from '../../fixtures/post.ts';
import { type Answered, ask, locationOf } from '../../harness/ask.ts';
import { type Customer, customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';

/** A browser's cookies, with those that answers set and clear. */
class Jar {
  readonly held = new Map<string, string>();
  take({ cookies = [] }: Answered): void {
    for (const cookie of cookies) {
      const [pair = ''] = cookie.split(';');
      const [name = ''] = pair.split('=');
      if (/Max-Age=0/.test(cookie)) this.held.delete(name);
      else this.held.set(name, cookie);
    }
  }
  pairs(only: RegExp = /./): readonly string[] {
    return [...this.held.values()]
      .filter((cookie) => only.test(cookie))
      .map((each) => each.split(';')[0] ?? '');
  }
}

describeWithDatabase('more tabs than a browser may have open sign-ins', (database) => {
  const log = useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });

  /** Opens so many tabs, one after another, each with a path of its own. */
  async function openTabs(customer: Customer, count: number) {
    const jar = new Jar();
    const requests: string[] = [];
    for (let tab = 0; tab < count; tab += 1) {
      const later = productOver(database().tables, () => secondsAfter(facts.now, tab / 10));
      const url = customer.signOnUrl({ returnTo: `/tabs/${tab}?a=1` });
      const answer = await ask(later.signOn, { url, cookies: jar.pairs() });
      jar.take(answer);
      requests.push(new URL(locationOf(answer)).searchParams.get('RelayState') ?? '');
    }
    /** The directory's answer to one of them, by a cross-site POST. */
    const answerTab = async (tab: number) => {
      const answer = await ask(product.assertionConsumer, {
        url: customer.urls.replyUrl,
        cookies: jar.pairs(/SameSite=None/),
        form: formBody(customer.message(requests[tab])),
      });
      jar.take(answer);
      return answer;
    };
    return { jar, requests, answerTab };
  }

  describe.each<AppId>(['timetrack', 'trakstar'])('at %s', (app) => {
    it.each([9, 12, 20])('of %d the oldest starts again, with where it wanted to go', async (count) => {
      const customer = await customerOf(product, app);
      const { answerTab } = await openTabs(customer, count);
      const answer = await answerTab(0);

      expect([answer.statusCode, answer.cookies]).toEqual([403, []]);
      const problem = log.decision()['problem'] as ProblemCode;
      expect([problem, allProblems()[problem].class]).toEqual(['flow-dropped', 'person']);
      expect(answer.body).toContain('returnTo=%2Ftabs%2F0%3Fa%3D1');
    });

    it('the newest sign in, and the oldest is then led on to where it wanted to go', async () => {
      const customer = await customerOf(product, app);
      const { jar, answerTab } = await openTabs(customer, 10);
      expect((await answerTab(9)).statusCode).toBe(303);
      const led = await answerTab(0);

      expect([led.statusCode, led.cookies]).toEqual([303, []]);
      expect(new URL(locationOf(led)).origin).toBe(new URL(customer.signOnUrl()).origin);
      const arrived = await ask(product.signOn, { url: locationOf(led), cookies: jar.pairs() });
      expect([arrived.statusCode, locationOf(arrived), arrived.cookies]).toEqual([303, '/tabs/0?a=1', []]);
    });

    it('eight of them all sign in', async () => {
      const customer = await customerOf(product, app);
      const { answerTab } = await openTabs(customer, 8);
      for (let tab = 0; tab < 8; tab += 1) expect((await answerTab(tab)).statusCode).toBe(303);
    });

    it('is no excuse for another browser, nor for a made-up mark', async () => {
      const customer = await customerOf(product, app);
      const { requests } = await openTabs(customer, 9);
      const mark = requests[1]?.slice(1, 17);
      for (const cookies of [[], [`__Host-dropped-flows=${mark}`], [`__Host-dropped-flows=x`]]) {
        const form = formBody(customer.message(requests[0]));
        const answer = await ask(product.assertionConsumer, { url: customer.urls.replyUrl, cookies, form });
        expect([answer.statusCode, answer.cookies]).toEqual([403, []]);
        expect(log.decision()).toMatchObject({ problem: 'flow-other-browser' });
      }
    });
  });
});
