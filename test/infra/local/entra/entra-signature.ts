import { createHash, verify, X509Certificate } from 'node:crypto';

/**
 * Whether the enveloped signature of `element` (its text in a document of Entra's shape) is right, by
 * node:crypto alone. What signed it cannot vouch for it, and a canonicaliser is not needed: in this shape,
 * without white space or inherited namespaces, the canonical form is the text with sorted attributes.
 */
export function signatureHolds(element: string, certificate: Uint8Array, hash: 'sha256' | 'sha1'): boolean {
  const [signature = ''] = signaturesDirectlyIn(element);
  const signedInfo = textBetween(signature, 'SignedInfo').replace(
    '<SignedInfo>',
    '<SignedInfo xmlns="http://www.w3.org/2000/09/xmldsig#">',
  );
  const digest = createHash(hash)
    .update(canonical(element.replace(signature, '')))
    .digest('base64');
  const signatureValue = contentOf(signature, 'SignatureValue');
  return (
    contentOf(signature, 'DigestValue') === digest &&
    verify(
      hash,
      Buffer.from(canonical(signedInfo)),
      new X509Certificate(certificate).publicKey,
      Buffer.from(signatureValue, 'base64'),
    )
  );
}

/** The signatures whose reference is to `element` itself. */
export function signaturesDirectlyIn(element: string): string[] {
  const id = / ID="([^"]+)"/.exec(element)?.[1];
  const signatures = element.match(/<Signature .*?<\/Signature>/g) ?? [];
  return signatures.filter((signature) => signature.includes(`<Reference URI="#${id}">`));
}

/** The text of the first element called `name`, with its tags. */
export function textBetween(xml: string, name: string): string {
  return new RegExp(`<${name}[ >].*</${name}>`).exec(xml)?.[0] ?? '';
}

function contentOf(xml: string, name: string): string {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';
}

function canonical(xml: string): string {
  return xml.replace(
    /<([A-Za-z:]+)((?: [^<>]*?)?)(\/?)>/g,
    (_tag, name: string, attributes: string, empty) => {
      const sorted = (attributes.match(/[A-Za-z:]+="[^"]*"/g) ?? []).sort((one, other) =>
        sortKey(one) < sortKey(other) ? -1 : 1,
      );
      return `<${[name, ...sorted].join(' ')}>${empty === '/' ? `</${name}>` : ''}`;
    },
  );
}

/** Namespaces stand before attributes. */
function sortKey(attribute: string): string {
  return attribute.startsWith('xmlns') ? ` ${attribute}` : attribute;
}
