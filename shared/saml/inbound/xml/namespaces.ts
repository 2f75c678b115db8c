/** Namespace URIs, compared with the local name wherever an element is looked for. */
export const saml = 'urn:oasis:names:tc:SAML:2.0:assertion';
export const samlp = 'urn:oasis:names:tc:SAML:2.0:protocol';
export const ds = 'http://www.w3.org/2000/09/xmldsig#';
export const xenc = 'http://www.w3.org/2001/04/xmlenc#';
export const xenc11 = 'http://www.w3.org/2009/xmlenc11#';
export const excC14n = 'http://www.w3.org/2001/10/xml-exc-c14n#';
export const xml = 'http://www.w3.org/XML/1998/namespace';
export const xmlns = 'http://www.w3.org/2000/xmlns/';
