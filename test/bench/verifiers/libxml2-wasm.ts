import { Buffer } from 'node:buffer';
import { createHash, verify, X509Certificate } from 'node:crypto';
import { ParseOption, XmlC14NMode, XmlDocument, XmlElement } from 'libxml2-wasm';
import type { PrepareVerifier } from '../task.ts';

const ds = { ds: 'http://www.w3.org/2000/09/xmldsig#', saml: 'urn:oasis:names:tc:SAML:2.0:assertion' };

/** libxml2 as WebAssembly reads and canonicalises, node:crypto verifies: the signature alone, nothing of SAML. */
export const prepare: PrepareVerifier = ({ samlResponse, certificate }) => {
  const { publicKey } = new X509Certificate(Buffer.from(certificate, 'base64'));
  return () => {
    const document = XmlDocument.fromBuffer(Buffer.from(samlResponse, 'base64'), {
      option: ParseOption.XML_PARSE_NO_XXE,
    });
    try {
      const assertion = elementAt(document, '//saml:Assertion');
      const signature = elementAt(document, '//saml:Assertion/ds:Signature');
      const signedInfo = canonical(elementAt(document, '//ds:SignedInfo'));
      const value = Buffer.from(elementAt(document, '//ds:SignatureValue').content, 'base64');
      const digestValue = elementAt(document, '//ds:DigestValue').content;
      if (!verify('sha256', signedInfo, publicKey, value)) return 'nobody';
      signature.remove();
      if (createHash('sha256').update(canonical(assertion)).digest('base64') !== digestValue) return 'nobody';
      return elementAt(document, '//saml:Subject/saml:NameID').content;
    } finally {
      document.dispose();
    }
  };
};

function elementAt(document: XmlDocument, path: string): XmlElement {
  const node = document.get(path, ds);
  if (!(node instanceof XmlElement)) throw new Error(`no ${path}`);
  return node;
}

function canonical(element: XmlElement): Buffer {
  const chunks: Buffer[] = [];
  const handler = {
    write(chunk: Uint8Array): number {
      chunks.push(Buffer.from(chunk));
      return chunk.length;
    },
    close: () => true,
  };
  element.canonicalize(handler, { mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 });
  return Buffer.concat(chunks);
}
