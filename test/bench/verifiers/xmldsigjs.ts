import { Buffer } from 'node:buffer';
import { webcrypto, X509Certificate } from 'node:crypto';
import { DOMParser, XMLSerializer } from '@xmldom/xmldom';
import { setNodeDependencies } from 'xml-core';
import * as xmldsigjs from 'xmldsigjs';
import xpath from 'xpath';
import type { PrepareVerifier } from '../task.ts';

/** xmldsigjs' SignedXml on the DOM that its own tests use: the signature alone, nothing of SAML. */
export const prepare: PrepareVerifier = ({ samlResponse, certificate }) => {
  setNodeDependencies({ DOMParser, XMLSerializer, xpath });
  xmldsigjs.Application.setEngine('Node.js', webcrypto as unknown as Crypto);
  const { publicKey } = new X509Certificate(Buffer.from(certificate, 'base64'));
  const key = webcrypto.subtle.importKey(
    'spki',
    publicKey.export({ type: 'spki', format: 'der' }),
    { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
    true,
    ['verify'],
  );
  return async () => {
    const document = xmldsigjs.Parse(Buffer.from(samlResponse, 'base64').toString());
    const signature = document.getElementsByTagNameNS(xmldsigjs.XmlSignature.NamespaceURI, 'Signature')[0];
    if (signature === undefined) return 'nobody';
    const signed = new xmldsigjs.SignedXml(document);
    signed.LoadXml(signature);
    if (!(await signed.Verify({ key: (await key) as CryptoKey }))) return 'nobody';
    return document.getElementsByTagName('NameID')[0]?.textContent ?? 'nobody';
  };
};
