import { beforeAll, describe, expect, it } from 'vitest';
import { type Answered, ask, locationOf } from '../../harness/ask.ts';
import { customerOf, signInAt } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import type { LogoutAttack, LogoutScene } from './case.ts';
import { names, senders } from './requests.ts';
import { detachedSignatures, envelopedSignatures } from './signatures.ts';

const chapters = [
  { about: 'names', rows: names },
  { about: 'sender, time and form', rows: senders },
  { about: 'signature in the query', rows: detachedSignatures },
  { about: 'signature in the message', rows: envelopedSignatures },
];
const cases = chapters.flatMap(({ about, rows }) =>
  rows.flatMap((row) =>
    (['timetrack', 'trakstar'] as const).map((app) => ({ about, app, row, name: row.name })),
  ),
);

// Every row: the attack leaves the session running and tells only the log; then its control, in the same
// browser, ends the session.
describeWithDatabase('logout by the directory', (database) => {
  const log = useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });
  const logoutUrl = 'https://login.microsoftonline.com/common/saml2';

  async function sceneOf(app: 'timetrack' | 'trakstar', { customer }: LogoutAttack): Promise<LogoutScene> {
    const connection = { logoutUrl, ...customer?.connection };
    const acme = await customerOf(product, app, { ...customer, connection });
    const globex = await customerOf(product, app, { connection: { logoutUrl } });
    const sessionIndex = `_index-${acme.tenant.id}`;
    const { cookies } = await signInAt(product, acme, [], { sessionIndex });
    return { acme, globex, sessionIndex, cookies };
  }
  const lives = async ({ acme, cookies }: LogoutScene) =>
    (await ask(product.session, { url: acme.at('/session'), cookies })).statusCode === 200;
  const isAnswer = (answer: Answered) => locationOf(answer).startsWith(`${logoutUrl}?SAMLResponse=`);

  describe.each(chapters.map(({ about }) => about))('%s', (about) => {
    it.each(cases.filter((each) => each.about === about))(
      'at $app, does not end a session by $name',
      async ({ app, row }) => {
        const scene = await sceneOf(app, row);
        const answer = await ask(product.logout, row.attack(scene));
        expect(await lives(scene)).toBe(true);
        expect(answer.cookies).toEqual([]);
        if (row.code === undefined) {
          expect([answer.statusCode, isAnswer(answer)]).toEqual([303, true]);
        } else {
          expect(log.decision()).toMatchObject({ event: 'request.refused', problem: row.code });
          expect(answer.statusCode).toBeGreaterThanOrEqual(400);
          expect(answer.statusCode).toBeLessThan(500);
        }

        const control = await ask(product.logout, row.control(scene));
        expect([control.statusCode, isAnswer(control)]).toEqual([303, true]);
        expect(await lives(scene)).toBe(false);
      },
    );
  });

  it('has no name twice in a chapter', () => {
    for (const { rows } of chapters) expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  });
});
