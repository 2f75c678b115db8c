import { beforeAll, expect, it } from 'vitest';
import { facts } from '../../fixtures/facts.ts';
import { type Asked, ask, locationOf } from '../../harness/ask.ts';
import { type Customer, type CustomerChoices, customerOf, signInAt } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { redirected } from '../../saml/outbound/redirected.ts';
import { bring, type LogoutParts, logoutRequest } from './logout-messages.ts';
import { bringSigned, signedLogout } from './signed-logout.ts';

const logoutUrl = 'https://login.microsoftonline.com/common/saml2';
const emailAddress = ' Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"';
const ofPerson: LogoutParts = { nameId: facts.signInName, nameIdAttributes: emailAddress };

describeWithDatabase('a signed LogoutRequest', (database) => {
  useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });

  /** Whether the session of a person still runs after the request, and what it was answered. */
  async function afterwards(
    requestOf: (customer: Customer, message: string) => Asked,
    parts: (sessionIndex: string) => LogoutParts,
    choices: CustomerChoices = {},
  ) {
    const customer = await customerOf(product, 'timetrack', { connection: { logoutUrl }, ...choices });
    const sessionIndex = `_index-${customer.tenant.id}`;
    const { cookies } = await signInAt(product, customer, [], { sessionIndex });
    const answer = await ask(
      product.logout,
      requestOf(customer, logoutRequest(customer, parts(sessionIndex))),
    );
    const session = await ask(product.session, { url: customer.at('/session'), cookies });
    const location = locationOf(answer);
    return {
      status: answer.statusCode,
      lives: session.statusCode === 200,
      codes:
        location === ''
          ? []
          : [...redirected(location, 'SAMLResponse').xml.matchAll(/:status:(\w+)/g)].map(([, code]) => code),
    };
  }

  const byRedirect = ({ urls }: Customer, message: string) => bringSigned(urls.logoutUrl, message);
  const byPost = ({ urls }: Customer, message: string) =>
    bring('post', urls.logoutUrl, signedLogout(message));
  const unsigned = ({ urls }: Customer, message: string) => bring('redirect', urls.logoutUrl, message);

  it.each([
    ['Redirect', byRedirect],
    ['POST', byPost],
  ])('by %s ends the session that it names', async (_, by) => {
    expect(await afterwards(by, (index) => ({ sessionIndexes: [index] }))).toEqual({
      status: 303,
      lives: false,
      codes: ['Success'],
    });
  });

  it.each([
    ['Redirect', byRedirect],
    ['POST', byPost],
  ])('by %s ends the sessions of the person whom it names as the assertion did', async (_, by) => {
    expect(await afterwards(by, () => ofPerson)).toEqual({ status: 303, lives: false, codes: ['Success'] });
  });

  it.each<[string, LogoutParts, readonly string[]]>([
    ['in another Format', { nameId: facts.signInName }, ['Success']],
    ['with a qualifier', { ...ofPerson, nameIdAttributes: `${emailAddress} NameQualifier="x"` }, ['Success']],
    ['and is unknown', { ...ofPerson, nameId: 'nobody@contoso.com' }, ['Responder', 'UnknownPrincipal']],
  ])('ends no session of a person whom it names %s', async (_, parts, codes) => {
    expect(await afterwards(byPost, () => parts)).toEqual({ status: 303, lives: true, codes });
  });

  it('is demanded where the tenant demands it', async () => {
    const demanding = { signOut: { requiresSignature: true } } as const;
    const names = (index: string) => ({ sessionIndexes: [index] });
    expect(await afterwards(unsigned, names, demanding)).toEqual({ status: 404, lives: true, codes: [] });
    expect(await afterwards(byRedirect, names, demanding)).toMatchObject({ status: 303, lives: false });
    expect(await afterwards(unsigned, names)).toMatchObject({ status: 303, lives: false });
  });
});
