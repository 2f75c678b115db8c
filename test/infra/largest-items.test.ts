import { randomBytes } from 'node:crypto';
import { marshall } from '@aws-sdk/util-dynamodb';
import { expect, it } from 'vitest';
import { stageRuleViolations } from '../../infra/stage-rules.ts';
import { readStage } from '../../infra/stages.ts';
import { largestItems, readUnitsOf, writeUnitsOf } from '../../infra/tables/largest-items.ts';
import { maximumUnits, tableQuotaUnits } from '../../infra/tables/maximum-units.ts';
import { maximumMappedClaimsBytes } from '../../shared/claims/map-claims.ts';
import { keysOf } from '../../shared/objects/keys-of.ts';
import { maximumNonceLength } from '../../shared/openid/authorization-request.ts';
import { maximumStateLength } from '../../shared/openid/request-parameters.ts';
import type { TrustedKey } from '../../shared/saml/inbound/signature/trusted-key.ts';
import { maximumCertificateBytes } from '../../shared/saml/inbound/signature/trusted-key.ts';
import { longestClass } from '../../shared/sign-in/authentication.ts';
import { authenticationMethods } from '../../shared/sign-in/authentication-methods.ts';
import { maximumReturnToLength } from '../../shared/sign-in/browser/return-to.ts';
import { dynamoDbFlowStore } from '../../shared/sign-in/dynamodb-flow-store.ts';
import { responseProfileOf } from '../../shared/sign-in/response-profile.ts';
import type { StoredItem } from '../../shared/store/table.ts';
import { maximumTestSummaryBytes, withDraftTest, withDraftValues } from '../../shared/tenants/draft/draft.ts';
import { maximumAddressBytes, maximumIssuerLength } from '../../shared/tenants/intake/address.ts';
import { maximumRetiredKeys, placeKey } from '../../shared/tenants/keys/key-states.ts';
import { dynamoDbTenantStore } from '../../shared/tenants/store/dynamodb-tenant-store.ts';
import { itemBytes } from '../bench/cost/item-size.ts';
import { documentAt } from '../docs/document.ts';
import { apps } from '../fixtures/apps.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { anAuthorization, aRequest, aSignIn, aTenant, now } from '../harness/samples.ts';
import { acceptedAssertion } from '../sign-in/accepted.ts';

const ofBytes = (bytes: number): TrustedKey => ({
  kind: 'certificate',
  certificate: randomBytes(bytes).toString('base64'),
});
const address = (length: number) => `https://idp.example/${'a'.repeat(length - 20)}`;
const bytesOf = (item: StoredItem | undefined) =>
  itemBytes(marshall(item ?? expect.unreachable(), { removeUndefinedValues: true }));
const wide = (length: number) => '語'.repeat(length);

describeWithDatabase('the largest legal item', (database) => {
  it('of a tenant with its draft is what capacity is planned with', async () => {
    const { tenants: table } = database().tables;
    const tenants = dynamoDbTenantStore(table, apps);
    const addresses = {
      loginUrl: address(maximumAddressBytes),
      logoutUrl: address(maximumAddressBytes),
      metadataUrl: address(maximumAddressBytes),
    };
    const tenant = aTenant({
      connection: {
        ...addresses,
        issuer: wide(maximumIssuerLength),
        trustedKeys: [1, 2].map(() => ofBytes(maximumCertificateBytes)),
      },
    });
    await tenants.add(tenant);
    const author = { by: wide(1_000), reason: wide(5_000), at: now };
    const { app, id } = tenant;
    for (let count = 0; count < maximumRetiredKeys; count += 1) {
      await tenants.change(app, id, author, (each) => ({
        ...each,
        connection: placeKey(each.connection, ofBytes(maximumCertificateBytes), 'retired'),
      }));
    }
    await tenants.change(app, id, author, (each) => {
      const values = {
        ...addresses,
        issuer: wide(maximumIssuerLength),
        trustedKeys: [1, 2].map(() => ofBytes(maximumCertificateBytes)),
      };
      const kept = withDraftValues(each, values, 'test', now);
      const revision = kept.draft?.revision ?? 0;
      return withDraftTest(
        {
          ...kept,
          claims: Object.fromEntries(
            Array.from({ length: 15 }, (_, index) => [`c${index}`, { attributes: ['a'.repeat(250)] }]),
          ),
          connection: {
            ...kept.connection,
            issuer: `${wide(maximumIssuerLength - 1)}b`,
            loginUrl: address(maximumAddressBytes - 1),
            logoutUrl: address(maximumAddressBytes - 1),
            metadataUrl: address(maximumAddressBytes - 1),
            encryption: { mode: 'required', certificate: randomBytes(1_500).toString('base64') },
            grace: { until: new Date(now.getTime() + 86_400_000), givenAt: now, reason: wide(1_000) },
          },
        },
        { revision, at: now, outcome: 'passed', summary: 'x'.repeat(maximumTestSummaryBytes) },
      );
    });
    const bytes = bytesOf(await table.get({ partitionKey: `${app}#${id}`, sortKey: 'tenant' }));
    expect(bytes).toBeLessThanOrEqual(largestItems.tenant);
    expect(bytes).toBeGreaterThan(0.6 * largestItems.tenant);
  });

  it('of a flow is what capacity is planned with', async () => {
    const { flows: table } = database().tables;
    const flows = dynamoDbFlowStore(table);
    const request = aRequest({
      returnTo: `/${'a'.repeat(maximumReturnToLength - 1)}`,
      tenantCreatedAt: now,
      // JSON writes a backslash as two.
      authorization: anAuthorization({
        state: '\\'.repeat(maximumStateLength),
        nonce: '\\'.repeat(maximumNonceLength),
        redirectUri: `https://${'r'.repeat(512)}`,
        acrValues: ['a'.repeat(256)],
      }),
    });
    await flows.request(request);
    const accepted = acceptedAssertion();
    const attributes = new Map(
      Array.from({ length: 300 }, (_, index) => [`${index}${wide(400)}`, [accepted.nameId.value]]),
    );
    const shape = responseProfileOf({ ...accepted, attributes }) ?? expect.unreachable();
    const { user, ...signIn } = aSignIn(request, {
      shape,
      tenantCreatedAt: now,
      issuer: wide(maximumIssuerLength),
      nameId: wide(256),
      authenticatedAt: now,
      acr: wide(longestClass),
      amr: authenticationMethods,
      assertionId: `_${'a'.repeat(60_000)}`,
      sessionIndex: wide(60_000),
      claims: { roles: 'r'.repeat(maximumMappedClaimsBytes - '{"roles":""}'.length) },
    });
    const person = { ...user, signInName: 'a'.repeat(1_000), displayName: wide(10_000) };
    await flows.signInSolicited({ ...signIn, user: person }, request.browserHash, now);
    const bytes = bytesOf(
      await table.get({ partitionKey: `${request.app}#${request.tenant}#${request.id}` }),
    );
    expect(bytes).toBeLessThanOrEqual(largestItems.flow);
    expect(bytes).toBeGreaterThan(0.6 * largestItems.flow);
  });
});

it('is in the documentation, with its units', () => {
  const text = documentAt('docs/operating.md');
  for (const kind of keysOf(largestItems)) {
    const row = `| ${kind} | ${largestItems[kind].toLocaleString('en')} | ${readUnitsOf(kind)} | ${writeUnitsOf(kind)} |`;
    expect(text).toContain(row);
  }
});

it('lets no stage through whose throttles would need more than a table gives', () => {
  const stage = readStage('test', { test: {} });
  expect(maximumUnits(stage).read).toBeLessThanOrEqual(tableQuotaUnits);
  const { throttles } = stage;
  const greedy = { ...stage, throttles: { ...throttles, other: { perSecond: 1, burst: 100_000 } } };
  expect(stageRuleViolations(greedy, greedy.profiles)).toContainEqual(
    expect.stringContaining('lower their burst'),
  );
  expect(stageRuleViolations(stage, stage.profiles)).toEqual([]);
});
