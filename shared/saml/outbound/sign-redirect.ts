/** Signs octets with RSASSA-PKCS1-v1_5 and SHA-256, in the key store of the private key. */
export type Signer = (octets: Uint8Array) => Promise<Uint8Array>;

const rsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';

/**
 * Returns the URL of a message by the Redirect binding, signed in its query (SAML Bindings 3.4.4.1). samlify signs
 * synchronously with a private key in memory; ours is in a key store. So SigAlg and Signature are added here, over the
 * exact octets that the browser sends. One use of a key.
 * @param name The parameter of the message.
 * @throws what `sign` throws
 */
export async function signRedirect(
  url: string,
  name: 'SAMLRequest' | 'SAMLResponse',
  sign: Signer,
): Promise<string> {
  const named = `${url}&SigAlg=${encodeURIComponent(rsaSha256)}`;
  // The last one, because the directory's URL may have a query.
  const signed = named.slice(named.lastIndexOf(`${name}=`));
  const signature = Buffer.from(await sign(Buffer.from(signed, 'ascii'))).toString('base64');
  return `${named}&Signature=${encodeURIComponent(signature)}`;
}
