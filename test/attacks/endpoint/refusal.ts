import { beforeAll, describe, expect, it } from 'vitest';
import type { AppId } from '../../../shared/ids/app-id.ts';
import type { ProblemCode } from '../../../shared/problems/problem.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { formBody } from '../../fixtures/post.ts';
import { type Asked, ask } from '../../harness/ask.ts';
import { type Begun, beginAt, type Customer, customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { type Logged, useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { isBufferItem, recorded } from '../../harness/written.ts';

/** Two customers of one app, and a browser that has begun to sign in to the first. */
export interface Scene {
  readonly app: AppId;
  readonly acme: Customer;
  readonly globex: Customer;
  readonly begun: Begun;
  readonly product: Product;
}

/** One request that has to be refused at the Reply URL, beside one that is accepted. */
export interface Refused {
  /** Completes "refuses …". */
  readonly name: string;
  readonly attack: (scene: Scene) => Asked | Promise<Asked>;
  readonly code: ProblemCode;
  /** Default: the answer that acme's directory gives to the request, in the browser that began it. */
  readonly control?: (scene: Scene) => Asked;
  /** How long after `attack` the request comes, in seconds. Default 0. */
  readonly secondsLater?: number;
  /** Default: both. */
  readonly apps?: readonly AppId[];
}

/** The genuine answer to the request that was begun. */
export const genuineAnswer = ({ acme, begun }: Scene): Asked => ({
  url: acme.urls.replyUrl,
  cookies: begun.cookies,
  form: formBody(acme.message(begun.requestId)),
});

/** Runs every row in each of its apps: refused by its own code with nothing left behind, its control accepted. */
export function refusesAtTheReplyUrl(section: string, rows: readonly Refused[]): void {
  describeWithDatabase(section, (database) => {
    const log: Logged = useLog();
    let product: Product;
    let takeWritten: () => readonly string[];
    let secondsGone = 0;
    beforeAll(() => {
      const watched = recorded(database().tables);
      product = productOver(watched.tables, () => secondsAfter(facts.now, secondsGone));
      takeWritten = watched.takeWritten;
    });

    const cases = rows.flatMap((row) =>
      (row.apps ?? (['timetrack', 'trakstar'] as const)).map((app) => ({ app, row, name: row.name })),
    );
    describe.each(cases)('at $app', ({ app, row }) => {
      it(`refuses ${row.name}`, async () => {
        secondsGone = 0;
        const acme = await customerOf(product, app);
        const globex = await customerOf(product, app);
        const begun = await beginAt(product, acme.signOnUrl());
        const scene: Scene = { app, acme, globex, begun, product };
        const asked = await row.attack(scene);
        secondsGone = row.secondsLater ?? 0;
        takeWritten();
        const before = log.lines().length;
        const answer = await ask(product.assertionConsumer, asked);

        expect([log.decision()['event'], log.decision()['problem']]).toEqual(['sign-in.refused', row.code]);
        expect(log.lines()).toHaveLength(before + 1);
        expect(answer.statusCode).toBeGreaterThanOrEqual(400);
        expect(answer.statusCode).toBeLessThan(500);
        expect(answer.cookies).toEqual([]);
        expect(takeWritten().filter((key) => !isBufferItem(key))).toEqual([]);

        const control = await ask(product.assertionConsumer, (row.control ?? genuineAnswer)(scene));
        expect([control.statusCode, log.decision()['event']]).toEqual([303, 'sign-in.accepted']);
      });
    });
  });
}
