import * as v from 'valibot';

const text = v.pipe(v.string(), v.trim(), v.minLength(1, 'It is empty.'), v.maxLength(4_000));
const https = v.pipe(
  text,
  v.url('It is not an address.'),
  v.startsWith('https://', 'It must begin with https://.'),
);
const email = v.pipe(text, v.email('It is not an e-mail address.'));
const contact = v.strictObject({ name: text, email });
const optional = <Schema extends v.GenericSchema>(schema: Schema) => v.exactOptional(schema);

/** What only the vendor knows. Every field may be missing: the answers then say that it is open. */
const vendorFactsSchema = v.strictObject({
  $schema: optional(v.string()),
  publisher: optional(text),
  partnerOneId: optional(v.pipe(text, v.regex(/^\d{4,12}$/, 'A Partner One ID has digits alone.'))),
  submissionId: optional(v.pipe(text, v.uuid('A Submission ID is a GUID.'))),
  description: optional(text),
  websiteUrl: optional(https),
  privacyUrl: optional(https),
  termsOfUseUrl: optional(https),
  engineeringContact: optional(contact),
  supportContact: optional(contact),
  documentationUrl: optional(https),
  editions: optional(v.pipe(v.array(text), v.minLength(1))),
  clouds: optional(v.pipe(v.array(text), v.minLength(1))),
  enforcement: optional(text),
  testedWithEntraOn: optional(v.pipe(text, v.isoDate('A date is written 2026-11-30.'))),
  document: optional(text),
  logos: optional(v.strictObject({ square: text, rectangle: text })),
});

/** What the vendor wrote into its file of facts. */
export type VendorFacts = v.InferOutput<typeof vendorFactsSchema>;

/** A file of facts that a vendor fills in: every field with an example or with what belongs there. */
export const vendorFactsTemplate: VendorFacts = {
  publisher: 'Your company, as in the Microsoft AI Cloud Partner Program',
  partnerOneId: '1234567',
  submissionId: '00000000-0000-4000-8000-000000000000',
  description: 'What the application does, in two sentences for customers',
  websiteUrl: 'https://www.example.com/',
  privacyUrl: 'https://www.example.com/privacy',
  termsOfUseUrl: 'https://www.example.com/terms',
  engineeringContact: { name: 'Identity team', email: 'identity@example.com' },
  supportContact: { name: 'Support', email: 'support@example.com' },
  documentationUrl: 'https://www.example.com/help/single-sign-on',
  editions: ['Which editions or plans (SKUs) have single sign-on'],
  clouds: ['Public'],
  enforcement:
    'How a customer makes single sign-on mandatory, and how an administrator gets in when it fails',
  testedWithEntraOn: '2026-11-30',
  document: 'single-sign-on.md',
  logos: { square: 'logo-215x215.png', rectangle: 'logo-150x122.png' },
};

/**
 * Reads a file of facts. A value that still is the template's does not count: it is left out.
 * @throws Error that names the field and what is wrong with it
 */
export function readVendorFacts(json: string): VendorFacts {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (error) {
    throw new Error(`It is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const read = v.safeParse(vendorFactsSchema, parsed);
  if (!read.success) {
    const [issue] = read.issues;
    throw new Error(`${v.getDotPath(issue) ?? 'The document'}: ${issue.message}`);
  }
  const template = vendorFactsTemplate as Readonly<Record<string, unknown>>;
  const own = Object.entries(read.output).filter(
    ([name, value]) => isOfSharedMeaning(name) || JSON.stringify(value) !== JSON.stringify(template[name]),
  );
  return Object.fromEntries(own);
}

/** Fields whose example may be the vendor's own value. */
function isOfSharedMeaning(name: string): boolean {
  return ['clouds', 'document', 'logos', 'testedWithEntraOn'].includes(name);
}
