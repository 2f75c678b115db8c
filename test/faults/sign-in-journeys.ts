import type { AppId } from '../../shared/ids/app-id.ts';
import { facts } from '../fixtures/facts.ts';
import { signingKey } from '../fixtures/keys.ts';
import { formBody } from '../fixtures/post.ts';
import { asThumbprint } from '../fixtures/trusted-key.ts';
import { locationOf } from '../harness/ask.ts';
import type { Customer, CustomerChoices } from '../harness/customer.ts';
import type { Product } from '../harness/product.ts';
import { provenBy } from '../harness/samples.ts';
import type { Browser } from './browser.ts';
import type { CallName } from './faulty-tables.ts';

/** A way to a session, by one post to the ACS. */
export interface SignInJourney {
  readonly name: string;
  readonly app: AppId;
  readonly initiatedBy: 'sp' | 'idp';
  readonly customer: CustomerChoices;
  /** Whether the browser has a session already, which ends. */
  readonly hadSession: boolean;
  /** Whether the post creates a user beside the customer's. Default false. */
  readonly createsUser?: true;
  /** Every call of the store that the post makes, in order, in a process that remembers nothing. */
  readonly calls: readonly CallName[];
}

const identity = { directoryId: facts.directoryId, objectId: facts.objectId };
const byThumbprint = { trustedKeys: [asThumbprint(signingKey())] };

/** The call that spends the message and makes the session. */
export const theOneWrite = { sp: 'update flows', idp: 'put flows' } as const;

const reads: readonly CallName[] = ['get tenants', 'getEach tenants'];
// The flow is looked at before anybody is bound to an identity, and the identity is claimed before it is bound.
const firstReads: readonly CallName[] = [
  ...reads,
  'query tenants',
  'get flows',
  'put tenants',
  'update tenants',
];

export const signInJourneys: readonly SignInJourney[] = [
  {
    name: 'a later sign-in, over an older session',
    app: 'timetrack',
    initiatedBy: 'sp',
    customer: { connection: provenBy(signingKey()) },
    hadSession: true,
    calls: [...reads, 'update flows', 'update flows'],
  },
  {
    name: 'a later sign-in of a person whose tenant limits sessions, over an older session',
    app: 'timetrack',
    initiatedBy: 'sp',
    customer: { connection: provenBy(signingKey()), maximumSessions: 1 },
    hadSession: true,
    calls: [...reads, 'update flows', 'update flows', 'query flows', 'getEach flows'],
  },
  {
    name: 'a first sign-in by a thumbprint',
    app: 'timetrack',
    initiatedBy: 'sp',
    customer: { connection: byThumbprint },
    hadSession: false,
    // Then the tenant as it is now, the last change into its history, the tenant with the certificate, that change.
    calls: [...firstReads, 'update flows', 'get tenants', 'put tenants', 'put tenants', 'put tenants'],
  },
  {
    name: 'a first sign-in by a thumbprint where all tenants share an Identifier',
    app: 'trakstar',
    initiatedBy: 'sp',
    customer: { connection: byThumbprint },
    hadSession: false,
    // The guards of both thumbprints of the certificate are claimed before the tenant is written, and after; then the
    // tenant is read once more, to see whether it needs them still.
    calls: [
      ...firstReads,
      'update flows',
      'get tenants',
      ...Array<CallName>(6).fill('put tenants'),
      'get tenants',
      'put tenants',
    ],
  },
  {
    name: 'the sign-in of a renamed person',
    app: 'trakstar',
    initiatedBy: 'sp',
    customer: {
      connection: provenBy(signingKey()),
      user: { identity, signInName: 'B.Maiden@contoso.com' },
    },
    hadSession: false,
    calls: [...reads, 'query tenants', 'get tenants', 'update flows'],
  },
  {
    name: 'a sign-in that creates its user',
    app: 'timetrack',
    initiatedBy: 'sp',
    customer: {
      connection: { issuer: facts.issuer, ...provenBy(signingKey()) },
      justInTime: { anybody: true },
      user: { signInName: 'M.Adams@contoso.com' },
    },
    hadSession: false,
    createsUser: true,
    // Whether the person was removed is read before the user is written and after the identity is claimed. The last
    // three are the history.
    calls: [
      ...reads,
      'query tenants',
      'get flows',
      'getEach tenants',
      'put tenants',
      'put tenants',
      'getEach tenants',
      'update tenants',
      'update flows',
      'get tenants',
      'put tenants',
      'put tenants',
    ],
  },
  {
    name: 'a first sign-in that nobody asked for',
    app: 'timetrack',
    initiatedBy: 'idp',
    customer: {},
    hadSession: false,
    calls: [...firstReads, 'put flows'],
  },
];

/** Sends `browser` to the directory and returns the form that the directory then makes it post. */
export async function formFor(
  { initiatedBy }: Pick<SignInJourney, 'initiatedBy'>,
  { signOn }: Pick<Product, 'signOn'>,
  customer: Customer,
  browser: Browser,
): Promise<string> {
  if (initiatedBy === 'idp') return formBody(customer.message(undefined));
  const answer = await browser.send(signOn, { url: customer.signOnUrl() });
  const requestId = new URL(locationOf(answer)).searchParams.get('RelayState') ?? '';
  return formBody(customer.message(requestId));
}
