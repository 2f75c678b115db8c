import { algorithmUris, type HashName } from '../fixtures/signature.ts';

/** What a Signature to be filled in by somebody else looks like. */
export interface TemplateChoices {
  readonly algorithm?: HashName;
  readonly canonicalization?: 'exclusive' | 'inclusive';
  /** Whether exclusive canonicalisation is named with comments. */
  readonly withComments?: boolean;
  readonly prefixList?: string;
  /** PrefixList of the CanonicalizationMethod itself. */
  readonly signedInfoPrefixList?: string;
  /** Default none: Entra's Signature stands in a default namespace. */
  readonly prefix?: string;
  /** What stands between elements. Default nothing, as with Entra. */
  readonly whiteSpace?: string;
  /** Children of KeyInfo; null leaves KeyInfo out. Default an X509Data for the certificate. */
  readonly keyInfo?: string | null;
}

/** A Signature over the element with `id`, without digest and value. */
export function signatureTemplate(id: string, choices: TemplateChoices = {}): string {
  const { algorithm = 'sha256', canonicalization = 'exclusive', prefix = '', whiteSpace = '' } = choices;
  const name = (localName: string) => (prefix === '' ? localName : `${prefix}:${localName}`);
  const element = (localName: string, attribute: string, ...children: string[]) =>
    `<${name(localName)}${attribute}>${children.map((child) => whiteSpace + child).join('')}${whiteSpace}</${name(localName)}>`;
  const empty = (localName: string) => `<${name(localName)}/>`;
  const method = (localName: string, uri: string, prefixList?: string) =>
    prefixList === undefined
      ? `<${name(localName)} Algorithm="${uri}"/>`
      : element(localName, ` Algorithm="${uri}"`, inclusiveNamespaces(prefixList));
  const namespace = ` xmlns${prefix === '' ? '' : `:${prefix}`}="http://www.w3.org/2000/09/xmldsig#"`;
  const {
    keyInfo = element('KeyInfo', '', element('X509Data', '', empty('X509Certificate'))),
    signedInfoPrefixList,
    prefixList,
  } = choices;
  const exclusive = `${algorithmUris.exclusive}${choices.withComments ? 'WithComments' : ''}`;
  const reference = element(
    'Reference',
    ` URI="#${id}"`,
    element(
      'Transforms',
      '',
      method('Transform', algorithmUris.enveloped),
      method('Transform', exclusive, prefixList),
    ),
    method('DigestMethod', algorithmUris.digest[algorithm]),
    empty('DigestValue'),
  );
  const signedInfo = element(
    'SignedInfo',
    '',
    method(
      'CanonicalizationMethod',
      canonicalization === 'exclusive' ? exclusive : algorithmUris.inclusive,
      signedInfoPrefixList,
    ),
    method('SignatureMethod', algorithmUris.rsa[algorithm]),
    reference,
  );
  return element('Signature', namespace, signedInfo, empty('SignatureValue'), ...(keyInfo ? [keyInfo] : []));
}

function inclusiveNamespaces(prefixList: string): string {
  return `<InclusiveNamespaces xmlns="${algorithmUris.exclusive}" PrefixList="${prefixList}"/>`;
}
