import { describe, expect, it } from 'vitest';
import { inWords } from '../../../infra/operator/flows/remediation-text.ts';
import { productionSite } from '../../../shared/apps/site.ts';
import { tenantUrls } from '../../../shared/apps/urls.ts';
import { keysOf } from '../../../shared/objects/keys-of.ts';
import { remedyText } from '../../../shared/pages/text/remedy.ts';
import { allProblems } from '../../../shared/problems/problem.ts';
import {
  problemKindOf,
  remediationsFor,
  remediationsForUnanswered,
} from '../../../shared/sign-in/log/remediation.ts';
import { shownThumbprint } from '../../../shared/tenants/keys/trusted-key-identity.ts';
import { gallery } from '../../fixtures/apps.ts';
import { aTenant, newCertificate } from '../../harness/samples.ts';

const tenant = aTenant({ app: 'trakstar' });
const at = { tenant, urls: tenantUrls(productionSite(gallery.trakstar), tenant.id) };

const codes = keysOf(allProblems());

describe.each(codes)('what to do about %s', (problem) => {
  const [first] = remediationsFor({ problem }, at);

  it('is a field on a page, a command, or the remedy itself', () => {
    expect(first?.field ?? first?.claim ?? first?.command ?? first?.note ?? first?.remedyOf).toBeTruthy();
    if (first?.page === undefined && first?.command === undefined && first?.note === undefined) {
      expect(first).toEqual({ by: allProblems()[problem].fixedBy, remedyOf: problem });
    }
  });

  it('is on the page of Entra that the remedy names, where it is in Entra', () => {
    if (first?.page === undefined) return;
    expect(remedyText(problem, 'en', 'Trakstar')).toContain(inWords(first, 'Trakstar').blade);
  });
});

it('gives the tenant’s own values, ready to be copied', () => {
  expect(remediationsFor({ problem: 'recipient-mismatch', expected: 'something older' }, at)).toMatchObject([
    {
      page: 'basic',
      value: `https://perform.trakstar.com/auth/saml/callback?namespace=${tenant.id}`,
    },
  ]);
});

it('puts right in one visit whatever else the same message fails in, each field once', () => {
  const failed = ['issuer', 'audience', 'recipient', 'destination', 'times'];
  const message = { issuer: 'https://sts.windows.net/other/', failed };
  const all = remediationsFor({ problem: 'audience-mismatch', message }, at);

  expect(all.map(({ field, command, also }) => [field ?? command?.slice(0, 2).join(' '), also])).toEqual([
    ['identifier', undefined],
    ['tenant set', true],
    ['replyUrl', true],
  ]);
  expect(all[1]?.command?.at(-1)).toBe('https://sts.windows.net/other/');
});

it('adds a user where the NameID is the user principal name, and corrects the NameID first where it is not', () => {
  const shape = { claims: [], signed: 'assertion', certificate: '' } as const;
  const unknown = (nameIdFrom: readonly string[]) =>
    remediationsFor(
      { problem: 'user-unknown', actual: 'b', message: { shape: { ...shape, nameIdFrom } } },
      at,
    );

  expect(unknown(['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name'])[0]?.command?.[1]).toBe(
    'add',
  );
  expect(unknown([]).map(({ field, note }) => field ?? note)).toEqual(['nameId', 'intended-name-id']);
  expect(remediationsFor({ problem: 'user-unknown', message: {} }, at)).toHaveLength(1);
});

it.each([
  ['issuer', ['tenant', 'set', 'trakstar', tenant.id, '--issuer', '<issuer>'].join(' ')],
  ['audience', 'identifier'],
  ['recipient', 'replyUrl'],
  ['destination', 'replyUrl'],
])('puts the %s right as well, where the message fails in it too', (check, told) => {
  const all = remediationsFor({ problem: 'certificate-expired', message: { failed: [check] } }, at);

  expect(all.slice(2).map(({ field, command, also }) => [field ?? command?.join(' '), also])).toEqual([
    [told, true],
  ]);
});

it('names each key that the tenant trusts', () => {
  const trustedKeys = [newCertificate(), newCertificate()];
  const ofTwo = { ...at, tenant: { ...tenant, connection: { ...tenant.connection, trustedKeys } } };

  expect(remediationsFor({ problem: 'key-unknown' }, ofTwo)[0]?.value).toBe(
    trustedKeys.map(shownThumbprint).join(' or '),
  );
});

it('has no empty part', () => {
  const all = Object.keys(allProblems()).flatMap((problem) => remediationsFor({ problem }, at));
  expect(all.filter((each) => Object.values(each).includes(undefined))).toEqual([]);
});

it('knows nothing to do about a problem of another release', () => {
  expect(remediationsFor({ problem: 'no-such-problem' }, at)).toEqual([]);
  expect(problemKindOf('constructor')).toBeUndefined();
});

it('says what Entra’s own errors ask for', () => {
  const notes = remediationsForUnanswered(at).map(
    (each) => /AADSTS\d+/.exec(inWords(each, 'Trakstar').note ?? '')?.[0],
  );
  expect(notes).toEqual(['AADSTS700016', 'AADSTS50011', 'AADSTS50105', undefined]);
});
