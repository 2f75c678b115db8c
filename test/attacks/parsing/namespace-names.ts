import type { Acceptance, Attack } from '../attack.ts';
import { swap } from '../splice.ts';

const declaring = (message: string, name: string): string =>
  swap(message, '<samlp:Response ', `<samlp:Response xmlns:x="${name}" `);

/**
 * What is no absolute URI: libxml2 canonicalises a document that declares one to nothing or, where it holds an
 * ampersand, to what is no XML. No two readers may see such a document in two ways.
 */
export const malformedNamespaces: readonly Attack[] = [
  ...['1', 'x', '../x', '#x', '?x', '//x', '/x', 'x/y:z', ':x', '1a:b', '\u00e9:x'],
  ...[' urn:x', 'urn:x ', 'urn:x y', 'urn:x&#9;', 'urn:&#xA0;x', 'urn:x\u2003', 'urn:x\ufeff'],
  ...['urn:\u00e9', 'urn:\u{1F600}', 'urn:e\u0301', 'urn:\u200b', 'urn:\uff41'],
  ...['urn:&lt;', 'urn:&quot;', 'urn:a&amp;b', 'urn:|', 'urn:\\', 'urn:{a}', 'urn:^', 'urn:`', 'urn:[x]'],
  ...['urn:%', 'urn:%4', 'urn:%zz', 'urn:a#b#c', 'http://x:ab/', 'http://a@b@c/', 'http://[', 'urn://a:/b'],
].map((name) => ({
  name: `the namespace name ${JSON.stringify(name)}`,
  attack: ({ message }) => declaring(message, name),
  control: ({ message }) => declaring(message, 'urn:x'),
  code: 'xml-namespace',
}));

export const genuineNamespaces: readonly Acceptance[] = [
  ...['urn:oasis:names:tc:SAML:metadata:attribute', 'http://www.w3.org/2001/XMLSchema-instance'],
  ...['http://schemas.example.com:8080/a/b;c=1?d=(e)#f', 'tag:example.com,2026:~a', 'urn:a%20b', 'URN:X'],
].map((name) => ({
  name: `the namespace name ${JSON.stringify(name)}`,
  message: ({ message }) => declaring(message, name),
}));
