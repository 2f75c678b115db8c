/**
 * Bundled in the place of what samlify reads, verifies, signs and decrypts XML with: xpath, xmldom, xml-crypto, node-rsa
 * and xml-encryption. Latchkey's functions only write with samlify, which never calls them; they would be two thirds of
 * the bundle of a person's first request. Each one throws: a function that came to need one would fail in the tests of
 * the bundles, and could not accept anything.
 */
function refuse(): never {
  throw new Error('The functions write SAML with samlify and never read it');
}

/** `new DOMParser()` of xmldom, which samlify makes when it is loaded. */
export class DOMParser {
  parseFromString(): never {
    return refuse();
  }
}

/** Of xml-crypto. */
export class SignedXml {
  constructor() {
    refuse();
  }
}

/** Of node-rsa, whose class is the module. */
export default SignedXml;

/** Of xpath. */
export const select = refuse;

/** Of xml-encryption. */
export const encrypt = refuse;

/** Of xml-encryption. */
export const decrypt = refuse;
