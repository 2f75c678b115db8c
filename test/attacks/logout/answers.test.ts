import { beforeAll, expect, it } from 'vitest';
import { attributeOf } from '../../../shared/saml/inbound/xml/element.ts';
import { type Answered, ask, cookiesOf } from '../../harness/ask.ts';
import { customerOf, signInAt } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { redirected } from '../../saml/outbound/redirected.ts';
import { type AnswerAttack, type AnswerScene, answers, genuineAnswer } from './answers.ts';

const said = {
  'signed-out': 'reports that it signed you out too',
  partly: 'but not of every application',
  refused: 'reports that it did not sign you out',
  unconfirmed: 'We do not know whether',
  nothing: 'You may still be signed in to your organisation’s directory',
} as const;

const textOf = ({ body = '' }: Answered) => body.replace(/<[^>]*>/g, '');
const stateOf = (answer: Answered) =>
  Object.entries(said).flatMap(([state, words]) => (textOf(answer).includes(words) ? [state] : []));

// Every row: the page never says that the directory signed the person out; the control, in the same browser, does. Both
// are answered with the truth about here, since this browser's session has ended.
describeWithDatabase('the directory’s answer', (database) => {
  useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });
  const logoutUrl = 'https://login.microsoftonline.com/common/saml2';

  async function sceneOf(
    app: 'timetrack' | 'trakstar',
    customer: AnswerAttack['customer'],
  ): Promise<AnswerScene> {
    const connection = { logoutUrl };
    const acme = await customerOf(product, app, {
      signOut: { reach: 'single-logout' },
      ...customer,
      connection,
    });
    const globex = await customerOf(product, app, { connection });
    const signedOut = async () => {
      const { cookies: earlier } = await signInAt(product, acme);
      const asked = { method: 'POST', url: acme.at('/sign-out'), cookies: earlier };
      const answer = await ask(product.signOut, asked);
      const href = /content="0; url=([^"]*)"/.exec(answer.body ?? '')?.[1] ?? '';
      const { message } = redirected(href.replaceAll('&amp;', '&'), 'SAMLRequest');
      return { request: attributeOf(message, 'ID') ?? '', cookies: cookiesOf(answer), earlier };
    };
    const { request: otherRequest } = await signedOut();
    return { acme, globex, otherRequest, ...(await signedOut()) };
  }

  const cases = answers.flatMap((row) =>
    (['timetrack', 'trakstar'] as const).map((app) => ({ app, row, name: row.name })),
  );
  it.each(cases)('at $app, does not believe $name', async ({ app, row }) => {
    const scene = await sceneOf(app, row.customer);
    const answer = await ask(product.logout, row.attack(scene));
    expect([answer.statusCode, stateOf(answer)]).toEqual([200, [row.says]]);
    expect(textOf(answer)).toContain('You are signed out of');

    const control = await ask(product.logout, (row.control ?? genuineAnswer)(scene));
    expect([control.statusCode, stateOf(control)]).toEqual([200, ['signed-out']]);
  });

  it.each(['timetrack', 'trakstar'] as const)(
    'of %s says nothing of it while this browser has a session',
    async (app) => {
      const scene = await sceneOf(app, undefined);
      const { cookies } = await signInAt(product, scene.acme, scene.cookies);
      for (const held of [cookies, cookies.filter((cookie) => cookie.startsWith('__Host-session-end'))]) {
        const asked = { ...genuineAnswer(scene), cookies: [...scene.cookies, ...held] };
        const answer = await ask(product.logout, asked);
        expect(textOf(answer)).toContain('You are still signed in');
        expect(textOf(answer)).toContain('You signed in again');
        expect(stateOf(answer)).toEqual([]);
      }
      const control = await ask(product.logout, genuineAnswer(scene));
      expect(stateOf(control)).toEqual(['signed-out']);
    },
  );
});
