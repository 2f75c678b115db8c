import { SaxesParser } from 'saxes';
import type { BasicSamlText } from './basic-saml-form.ts';

const metadata = 'urn:oasis:names:tc:SAML:2.0:metadata';

/**
 * What "Upload metadata file" takes from a service provider's metadata: Identifier, Reply URLs and Logout Url. The Sign
 * on URL stands in no metadata. Undefined where the file is none.
 */
export function readUploadedMetadata(
  xml: string,
): Pick<BasicSamlText, 'identifier' | 'replyUrl' | 'logoutUrl'> | undefined {
  let identifier: string | undefined;
  let logoutUrl = '';
  const replyUrls: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('doctype', () => {
    throw new TypeError('a DTD');
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ uri, local, attributes }) => {
    if (uri !== metadata) return;
    const value = (name: string) => attributes[name]?.value ?? '';
    if (local === 'EntityDescriptor') identifier ??= value('entityID');
    if (local === 'AssertionConsumerService') replyUrls.push(value('Location'));
    if (local === 'SingleLogoutService') logoutUrl ||= value('Location');
  });
  try {
    parser.write(xml.replace(/^\uFEFF/, '')).close();
  } catch {
    return undefined;
  }
  if (!identifier || replyUrls.length === 0) return undefined;
  return { identifier, replyUrl: replyUrls.join('\n'), logoutUrl };
}
