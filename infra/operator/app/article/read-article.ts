import { readBlocks } from './read-blocks.ts';
import { type ArticleClaim, isNameId, readClaims, readNameId } from './read-claims.ts';
import { type ArticleField, type ArticleFields, readFields } from './read-fields.ts';
import { type ArticleHandover, readHandover } from './read-handover.ts';
import { type ArticleSentences, readSentences } from './read-sentences.ts';
import { asTemplate, type TenantPlaceholder, tenantPlaceholder } from './tenant-placeholder.ts';
import { mendPattern } from './url-pattern.ts';

/** What an article says, as far as it can be read. */
export interface ArticleReading extends ArticleSentences, ArticleHandover {
  /** Each field of Basic SAML Configuration, with `{tenant}` for the customer's name. Other placeholders stay. */
  readonly fields: ArticleFields;
  readonly placeholder: TenantPlaceholder;
  /** Claims beyond Entra's defaults; the Name ID is not among them. */
  readonly claims: readonly ArticleClaim[];
  /** What Entra sends as Name ID, where the article changes it: `user.mail`. */
  readonly nameId: string | undefined;
  /** What had to be mended: "Reply URL: a blank was removed". */
  readonly mended: readonly string[];
}

/** The labels of the fields in Entra. */
export const fieldLabels: Readonly<Record<ArticleField, string>> = {
  identifier: 'Identifier',
  replyUrl: 'Reply URL',
  signOnUrl: 'Sign on URL',
  relayState: 'Relay State',
  logoutUrl: 'Logout Url',
};

/**
 * Reads a set-up article in Microsoft's format: Markdown, a saved page, or plain text. Lenient: what it cannot read is
 * missing in the result, and nothing is invented.
 */
export function readArticle(text: string): ArticleReading {
  const blocks = readBlocks(text);
  const sentences = readSentences(blocks);
  const claims = readClaims(blocks);
  const { patterns, mended } = mendFields(readFields(blocks));
  const placeholder = tenantPlaceholder({
    replyUrls: patterns.replyUrl,
    signOnUrls: patterns.signOnUrl,
    identifiers: patterns.identifier,
  });
  const templates = (field: ArticleField) =>
    patterns[field].map((pattern) => asTemplate(pattern, placeholder.name));
  return {
    ...sentences,
    ...readHandover(blocks, sentences.name),
    fields: {
      identifier: templates('identifier'),
      replyUrl: templates('replyUrl'),
      signOnUrl: templates('signOnUrl'),
      relayState: patterns.relayState,
      logoutUrl: templates('logoutUrl'),
    },
    placeholder,
    claims: claims.filter((claim) => !isNameId(claim)),
    nameId: readNameId(blocks),
    mended,
  };
}

function mendFields(values: ArticleFields): {
  readonly patterns: ArticleFields;
  readonly mended: readonly string[];
} {
  const said: string[] = [];
  const patterns = (field: ArticleField): readonly string[] =>
    values[field].flatMap((written) => {
      const isAddress = field === 'replyUrl' || field === 'signOnUrl' || field === 'logoutUrl';
      const { text, mended } = mendPattern(written, { isAddress });
      said.push(...mended.map((what) => `${fieldLabels[field]} ${text}: ${what}`));
      return text === '' ? [] : [text];
    });
  return {
    patterns: {
      identifier: patterns('identifier'),
      replyUrl: patterns('replyUrl'),
      signOnUrl: patterns('signOnUrl'),
      relayState: patterns('relayState'),
      logoutUrl: patterns('logoutUrl'),
    },
    mended: said,
  };
}
