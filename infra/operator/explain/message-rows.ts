import type { ValidationReport } from '../../../shared/saml/inbound/report.ts';
import type { SignatureFacts } from '../../../shared/saml/inbound/signature/signature-facts.ts';
import type { PersonDisplay } from '../flows/person-text.ts';
import { shortName } from '../flows/profile-changes-text.ts';

/** A message that was read. */
interface Read {
  readonly examination: ValidationReport;
  readonly signatures: readonly SignatureFacts[];
}

type Row = readonly [label: string, value: string];

/** Returns the contents of a message, a row each. Claim values that may identify a person are redacted as `shown` says. */
export function messageRows(
  { examination: { facts, verified }, signatures }: Read,
  shown: PersonDisplay,
): readonly Row[] {
  const { issuer = facts.responseIssuer, nameId, conditions, confirmation } = facts;
  return [
    [
      'Believed',
      verified ? 'yes: signed by a key that the tenant trusts' : 'no: these values are not verified',
    ],
    ...row('Issuer', issuer),
    ...row('Audience', conditions?.audienceRestrictions.flat().join(', ')),
    ...row('Recipient', confirmation?.recipient),
    ...row('Destination', facts.destination),
    ...row('Answers', confirmation?.inResponseTo ?? facts.inResponseTo),
    ...row('Issued', facts.issueInstant?.toISOString()),
    ...row('Valid from', conditions?.notBefore.toISOString()),
    ...row('Valid until', conditions?.notOnOrAfter.toISOString()),
    ...row('NameID', nameId && shown.name(nameId.value)),
    ...row('NameID format', nameId?.format),
    ...signatures.flatMap(({ of, signatureHash, certificate }) => [
      ...row(`Signature (${of})`, `RSA with ${signatureHash.replace('sha', 'SHA-')}`),
      ...row('by the certificate', certificate?.thumbprints.sha1.toUpperCase()),
      ...row('valid until', certificate?.notAfter.toISOString()),
    ]),
    ...[...(facts.attributes ?? [])].map(
      ([name, values]): Row => [`Claim ${shortName(name)}`, claimText(name, values, shown)],
    ),
  ];
}

function row(label: string, value: string | undefined): readonly Row[] {
  return value === undefined || value === '' ? [] : [[label, value]];
}

/** Claims that do not identify a person; any other may. */
const impersonal: ReadonlySet<string> = new Set(['tenantid', 'identityprovider', 'authnmethodsreferences']);

function claimText(name: string, values: readonly string[], shown: PersonDisplay): string {
  if (shown.all || impersonal.has(shortName(name))) return values.join(', ');
  return values.map((value) => shown.name(value)).join(', ');
}
