import type { ApplicationRegistry } from './application-registry.ts';
import type { BasicSamlField, BasicSamlText } from './basic-saml-form.ts';
import type { BasicSamlConfiguration, EnterpriseApplication } from './enterprise-application.ts';

/** What "Save" led to: the configuration, or what is wrong by field. */
export type ReadBasicSaml =
  | { readonly basicSaml: BasicSamlConfiguration }
  | { readonly problems: Readonly<Partial<Record<BasicSamlField, string>>> };

/** Entra's limit for a Reply URL, in characters. */
const maximumUrlLength = 256;

const notAUrl = 'Please enter a valid URL: https, or http for localhost, at most 256 characters.';

/** Reads the form as Entra does: Identifier and Reply URL are required, an Identifier belongs to one application. */
export function readBasicSaml(
  text: BasicSamlText,
  application: EnterpriseApplication,
  registry: ApplicationRegistry,
): ReadBasicSaml {
  const identifiers = linesOf(text.identifier);
  const replyUrls = linesOf(text.replyUrl);
  const signOnUrl = text.signOnUrl.trim();
  const logoutUrl = text.logoutUrl.trim();
  const taken = identifiers.find(
    (each) => registry.ownerOf(each, application.directory, application) !== undefined,
  );
  const problems = {
    ...(identifiers.length === 0 ? { identifier: 'Please enter an identifier.' } : {}),
    ...(taken === undefined
      ? {}
      : {
          identifier: `Another object with the same value for property identifierUris already exists: ${taken}`,
        }),
    ...(replyUrls.length > 0 && replyUrls.every(isUrl) ? {} : { replyUrl: notAUrl }),
    ...(signOnUrl === '' || isUrl(signOnUrl) ? {} : { signOnUrl: notAUrl }),
    ...(logoutUrl === '' || isUrl(logoutUrl) ? {} : { logoutUrl: notAUrl }),
  };
  if (Object.keys(problems).length > 0) return { problems };
  const [identifier = '', ...otherIdentifiers] = identifiers;
  const [replyUrl = '', ...otherReplyUrls] = replyUrls;
  return {
    basicSaml: {
      ...{ identifier, otherIdentifiers, replyUrl, otherReplyUrls, signOnUrl, logoutUrl },
      relayState: text.relayState.trim(),
    },
  };
}

function linesOf(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}

function isUrl(text: string): boolean {
  if (text.length > maximumUrlLength || !URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && /(^|\.)localhost$/.test(hostname));
}
