import { IdpMetadataError } from './idp-metadata-error.ts';

/**
 * Returns where the document type or the root element begins: after white space, byte order marks, the XML declaration,
 * comments and processing instructions in any order. None of them says anything about a provider, and people's tools
 * write them where XML 1.0 2.8 forbids them: a blank line or a comment before the declaration.
 * @throws IdpMetadataError `empty`, `openid-configuration`, `private-key-instead`, `certificate-instead`,
 * `copied-view`, `not-xml`, `truncated`
 */
export function endOfProlog(text: string): number {
  let at = 0;
  for (;;) {
    while (at < text.length && isNothing(text.charCodeAt(at))) at += 1;
    if (text.startsWith('<!--', at)) at = behind(text, '-->', at + 4);
    else if (text.startsWith('<?', at)) at = behind(text, '?>', at + 2);
    else if (text.startsWith('<', at)) return at;
    else throw whatElse(text, at);
  }
}

/** Returns the position after the last character that is not white space, a byte order mark or a zero. */
export function endOfDocument(text: string): number {
  let end = text.length;
  while (end > 0 && isNothing(text.charCodeAt(end - 1))) end -= 1;
  return end;
}

/** Returns whether this is white space, a control character, a byte order mark or a zero-width character. */
function isNothing(code: number): boolean {
  if (code <= 0x20) return true;
  return (
    code === 0xa0 ||
    code === 0xfeff ||
    code === 0xfffe ||
    code === 0x2060 ||
    (code >= 0x200b && code <= 0x200f)
  );
}

function behind(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  if (at < 0) throw new IdpMetadataError('truncated');
  return at + end.length;
}

function whatElse(text: string, at: number): IdpMetadataError {
  if (at === text.length) return new IdpMetadataError(at > 0 && text.includes('<') ? 'truncated' : 'empty');
  const start = text.slice(at, at + 10);
  if (/^[{[]/.test(start)) return new IdpMetadataError('openid-configuration');
  if (/-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY/.test(text)) return new IdpMetadataError('private-key-instead');
  if (start === '-----BEGIN' || /^MII[A-Za-z0-9+/]{7}/.test(start)) {
    return new IdpMetadataError('certificate-instead');
  }
  return new IdpMetadataError(/EntityDescriptor|<\?xml/.test(text) ? 'copied-view' : 'not-xml');
}
