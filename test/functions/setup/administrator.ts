import type { VouchingAdministrator } from '../../../shared/setup/setup-link.ts';
import type { User } from '../../../shared/users/user.ts';
import { facts } from '../../fixtures/facts.ts';
import { formBody } from '../../fixtures/post.ts';
import { type Answered, ask, cookiesOf, locationOf } from '../../harness/ask.ts';
import { type Customer, type CustomerChoices, customerOf } from '../../harness/customer.ts';
import type { Product } from '../../harness/product.ts';
import { type Fields, formTokenIn, posting, setupUrl, uploading } from './set-up.ts';

/** A customer whose user is an administrator. */
export function administratedCustomerOf(
  product: Product,
  app: 'timetrack' | 'trakstar' = 'timetrack',
  { user, ...more }: CustomerChoices = {},
): Promise<Customer> {
  return customerOf(product, app, { ...more, user: { administrator: true, ...user } });
}

/** A user as the administrator who vouches for a link that no one has signed in for. */
export function vouching(
  { id, signInName, sessionGeneration: userGeneration = 0 }: User,
  holder: VouchingAdministrator['holder'] = 'colleague',
): VouchingAdministrator {
  return { id, signInName, userGeneration, tenantGeneration: 0, holder };
}

/** A fresh sign-in that an administrator began, as it waits for the directory's answer. */
export interface BegunAdministration {
  readonly begun: Answered;
  readonly sent: Answered;
  readonly id: string;
  /** What the browser holds. */
  readonly cookies: readonly string[];
}

/** Presses the button of the page, and follows it to the directory. */
export async function beginAdministration(
  product: Product,
  customer: Customer,
  held: readonly string[] = [],
): Promise<BegunAdministration> {
  const begun = await ask(product.setup, posting(customer, { action: 'administer' }, held));
  const cookies = [...held, ...cookiesOf(begun)];
  const sent = await ask(product.signOn, { url: customer.at(locationOf(begun)), cookies });
  const id = new URL(locationOf(sent)).searchParams.get('RelayState') ?? '';
  return { begun, sent, id, cookies };
}

/** The directory's answer to a fresh sign-in, by the customer's user at this moment. */
export function answerAdministration(
  product: Product,
  customer: Customer,
  { id, cookies }: Pick<BegunAdministration, 'id' | 'cookies'>,
  at = facts.now,
  parts: Parameters<Customer['message']>[1] = {},
  choices: Parameters<Customer['message']>[2] = {},
): Promise<Answered> {
  return ask(product.assertionConsumer, {
    url: customer.urls.replyUrl,
    cookies,
    form: formBody(customer.message(id, { authnInstant: at, ...parts }, choices)),
  });
}

/** A browser in which an administrator has signed in again, and what it can do on the set-up page. */
export async function administratorAt(
  product: Product,
  customer: Customer,
  {
    at = facts.now,
    parts = {},
    choices = {},
  }: {
    at?: Date;
    parts?: Parameters<Customer['message']>[1];
    choices?: Parameters<Customer['message']>[2];
  } = {},
) {
  const begun = await beginAdministration(product, customer);
  const opened = await answerAdministration(product, customer, begun, at, parts, choices);
  const cookies = cookiesOf(opened);
  const get = (parameters: Readonly<Record<string, string>> = {}) =>
    ask(product.setup, { url: setupUrl(customer, parameters), cookies });
  let known: string | undefined;
  const formToken = async () => {
    known ??= formTokenIn(await get({ step: 'create' }));
    return known;
  };
  return {
    opened,
    cookies: () => cookies,
    get,
    /** Posts a form of our own page. */
    post: async (action: string, fields: Fields = {}) =>
      ask(product.setup, posting(customer, { action, token: await formToken(), ...fields }, cookies)),
    /** Posts a form of our own page to another process. */
    postTo: async (setup: Product['setup'], action: string, fields: Fields = {}) =>
      ask(setup, posting(customer, { action, token: await formToken(), ...fields }, cookies)),
    /** Uploads a CSV file of people, to be shown. */
    upload: async (content: string) => {
      const fields = { action: 'preview-import', token: await formToken() };
      return ask(product.setup, uploading(customer, fields, { name: 'people', content }, cookies));
    },
  };
}
