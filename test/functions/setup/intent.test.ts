import { beforeAll, expect, it } from 'vitest';
import { onlyRenews, type SetupIntent } from '../../../shared/setup/setup-link.ts';
import { connectionOf } from '../../../shared/tenants/draft/activate-draft.ts';
import type { DraftKind, DraftValues } from '../../../shared/tenants/draft/connection-draft.ts';
import { valuesOf, withDraftTest, withDraftValues } from '../../../shared/tenants/draft/draft.ts';
import { isProven } from '../../../shared/tenants/keys/proven-keys.ts';
import { thumbprintsOf } from '../../../shared/tenants/keys/thumbprints.ts';
import { isSameKey } from '../../../shared/tenants/keys/trusted-key-identity.ts';
import type { Connection, Tenant } from '../../../shared/tenants/tenant.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { asCertificate } from '../../fixtures/trusted-key.ts';
import { customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { provenBy } from '../../harness/samples.ts';
import { vouching } from './administrator.ts';
import { makeLink, openSetup } from './set-up.ts';

const { now } = facts;
const [old, spare, next] = ['old', 'spare', 'next'].map((name) => signingKey({ name })) as [
  ReturnType<typeof signingKey>,
  ReturnType<typeof signingKey>,
  ReturnType<typeof signingKey>,
];
const metadataUrlOf = (appId: string) =>
  `https://login.microsoftonline.com/${facts.directoryId}/federationmetadata/2007-06/federationmetadata.xml?appid=${appId}`;

const verbs = ['keep', 'test', 'activate', 'discard'] as const;
type Owner = 'own' | 'another open link’s' | 'a revoked link’s';

/** What a draft changes of a connection that trusts `old`, which is proven, and `spare`, and what signed its test. */
const changes = ['added and proven', 'added and unproven', 'removed', 'other appid'] as const;
type Change = (typeof changes)[number];

const readOnly = Array<string>(4).fill('setup-read-only');
const ofAnother = Array<string>(4).fill('setup-draft-of-another-link');
const withdrawn = Array<string>(4).fill('setup-draft-withdrawn');
const begun = Array<string>(4).fill('begun');
const discarded = Array<string>(4).fill('discarded');
const keptBySetUp = ['kept: +next', 'kept: +next', 'kept: -spare', 'kept: other application'];
const keptByRenewal = ['kept: +next', 'kept: +next', 'kept: nothing', 'setup-form-malformed'];
const activeBySetUp = [
  'active: +next proven',
  'active: +next unproven',
  'active: -spare',
  'active: other application',
];
const activeByRenewal = [
  'active: +next proven',
  'active: +next unproven',
  'active: nothing',
  'active: nothing',
];

/** A row a link and a draft, then what becomes of each verb; in each, the changes in their order. */
const matrix: readonly (readonly [
  SetupIntent,
  Owner,
  Readonly<Record<(typeof verbs)[number], readonly string[]>>,
])[] = [
  ['set-up', 'own', { keep: keptBySetUp, test: begun, activate: activeBySetUp, discard: discarded }],
  [
    'set-up',
    'another open link’s',
    { keep: keptBySetUp, test: begun, activate: activeBySetUp, discard: discarded },
  ],
  [
    'set-up',
    'a revoked link’s',
    { keep: keptBySetUp, test: withdrawn, activate: withdrawn, discard: discarded },
  ],
  ...(['renew-certificate', 'administer'] as const).flatMap(
    (intent) =>
      [
        [intent, 'own', { keep: keptByRenewal, test: begun, activate: activeByRenewal, discard: discarded }],
        [
          intent,
          'another open link’s',
          { keep: ofAnother, test: ofAnother, activate: ofAnother, discard: ofAnother },
        ],
        [
          intent,
          'a revoked link’s',
          { keep: keptByRenewal, test: ofAnother, activate: ofAnother, discard: ofAnother },
        ],
      ] as const,
  ),
  ...(['own', 'another open link’s', 'a revoked link’s'] as const).map(
    (owner) =>
      ['inspect', owner, { keep: readOnly, test: readOnly, activate: readOnly, discard: readOnly }] as const,
  ),
];

describeWithDatabase('what a link may do', (database) => {
  const log = useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });
  const author = { by: 'test', at: now };

  const cells = matrix.flatMap(([intent, owner, outcomes]) =>
    verbs.flatMap((verb) =>
      changes.map((change, index) => ({ intent, owner, verb, change, outcome: outcomes[verb][index] ?? '' })),
    ),
  );

  it('is told of each of 192 cells', () => expect(cells).toHaveLength(192));

  it('tells the operator that an activation moved the tenant to another application', async () => {
    await outcomeOf({ intent: 'set-up', owner: 'own', verb: 'activate', change: 'other appid' });
    expect(log.lines().at(-1)).toMatchObject({ event: 'connection.replaced', replaced: 'application' });
  });

  it.each(cells)('$intent, draft: $owner, $verb, key or address $change: $outcome', async (cell) => {
    expect(await outcomeOf(cell)).toBe(cell.outcome);
  });

  async function outcomeOf({ intent, owner, verb, change }: Omit<(typeof cells)[number], 'outcome'>) {
    const customer = await customerOf(product, 'timetrack', {
      connection: {
        trustedKeys: [asCertificate(old), asCertificate(spare)],
        metadataUrl: metadataUrlOf('aaaa'),
        ...provenBy(old),
      },
      user: { administrator: true },
    });
    const { app, id } = customer.tenant;
    const made = await makeLink(database().tables, customer, now, {
      intent,
      ...(intent === 'administer' ? { administrator: vouching(customer.user) } : {}),
    });
    const other = await makeLink(database().tables, customer, now, {
      ...(owner === 'a revoked link’s' ? { revokedAt: now } : {}),
    });
    const origin = {
      link: owner === 'own' ? made.link.id : other.link.id,
      kind: (owner === 'own' && onlyRenews(intent) ? 'renewal' : 'set-up') as DraftKind,
    };
    const values = changed(customer.tenant.connection, change);
    const { draft } = await product.deployment.tenants.change(app, id, author, (tenant) => {
      const drafted = withDraftValues(tenant, values, 'test', now, origin);
      const signer = thumbprintsOf((change === 'added and proven' ? next : old).certificate);
      const revision = drafted.draft?.revision ?? 0;
      return withDraftTest(drafted, {
        revision,
        at: now,
        outcome: 'passed',
        launch: 'page',
        signer,
        summary: '',
      });
    });
    const browser = await openSetup(product.setup, customer, made);
    const revision = String(draft?.revision);
    const answer = await browser.post(verb, verb === 'keep' ? formOf(values) : { revision });
    if (answer.statusCode !== 303) return String(log.decision()['problem'] ?? answer.statusCode);
    const after = (await product.deployment.tenants.findFresh(app, id)) ?? expect.unreachable();
    // Nothing but activation ever changes what runs.
    if (verb !== 'activate') expect(after.connection).toEqual(customer.tenant.connection);
    return toldOf(verb, customer.tenant, after, made.link.id);
  }

  function toldOf(verb: (typeof verbs)[number], before: Tenant, after: Tenant, link: string): string {
    switch (verb) {
      case 'keep': {
        expect(after.draft?.link).toBe(link);
        const kept = after.draft && connectionOf(after.connection, after.draft);
        return `kept: ${differenceOf(before.connection, kept ?? expect.unreachable())}`;
      }
      case 'test':
        return 'begun';
      case 'activate':
        expect(after.draft).toBeUndefined();
        return `active: ${differenceOf(before.connection, after.connection, ' proven', ' unproven')}`;
      case 'discard':
        expect(after.draft).toBeUndefined();
        return 'discarded';
    }
  }

  function changed(connection: Connection, change: Change): DraftValues {
    const values = valuesOf(connection);
    if (change === 'removed') return { ...values, trustedKeys: [asCertificate(old)] };
    if (change === 'other appid') return { ...values, metadataUrl: metadataUrlOf('bbbb') };
    return { ...values, trustedKeys: [...values.trustedKeys, asCertificate(next)] };
  }

  function formOf({ issuer = '', loginUrl = '', metadataUrl = '', trustedKeys }: DraftValues) {
    const key = trustedKeys.map((each) => (each.kind === 'certificate' ? each.certificate : each.thumbprint));
    return { issuer, loginUrl, metadataUrl, key };
  }

  function differenceOf(before: Connection, after: Connection, proven = '', unproven = ''): string {
    const trusts = (connection: Connection, key: typeof old) =>
      connection.trustedKeys.some((each) => isSameKey(each, asCertificate(key)));
    const parts = [
      ...(trusts(after, next) ? [`+next${isProven(after, asCertificate(next)) ? proven : unproven}`] : []),
      ...(trusts(after, spare) ? [] : ['-spare']),
      ...(trusts(after, old) ? [] : ['-old']),
      ...(after.metadataUrl === before.metadataUrl ? [] : ['other application']),
      ...(after.issuer === before.issuer && after.loginUrl === before.loginUrl ? [] : ['other directory']),
    ];
    return parts.length === 0 ? 'nothing' : parts.join(', ');
  }
});
