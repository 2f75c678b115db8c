import { keysOf } from '../../../shared/objects/keys-of.ts';
import { markup, values } from './dictionary.ts';
import { pick } from './pick.ts';

/** A change of a message as tags and the text between them. The numbers are drawn: every one means something. */
type TokenOperation = (tokens: readonly string[], at: number, to: number, what: number) => readonly string[];

const tokenPattern = /<[^>]*>?|[^<]+/g;
const attributePattern = /[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*')/g;

const replaced = (tokens: readonly string[], at: number, token: string): readonly string[] =>
  tokens.with(at, token);

/** A change of one attribute in the tag at `at`, or in the next tag that has one. */
function inAttribute(
  tokens: readonly string[],
  at: number,
  to: number,
  edit: (attribute: string) => string,
): readonly string[] {
  for (let step = 0; step < tokens.length; step += 1) {
    const index = (at + step) % tokens.length;
    const token = tokens[index] ?? '';
    const chosen = token.startsWith('<') ? pick([...token.matchAll(attributePattern)], to) : undefined;
    if (chosen === undefined) continue;
    const [text] = chosen;
    const rest = token.slice(chosen.index + text.length);
    return replaced(tokens, index, token.slice(0, chosen.index) + edit(text) + rest);
  }
  return tokens;
}

/** A change of the first text from `at` on. */
function inText(tokens: readonly string[], at: number, edit: (text: string) => string): readonly string[] {
  const index = tokens.findIndex((token, place) => place >= at && !token.startsWith('<'));
  return index < 0 ? tokens : replaced(tokens, index, edit(tokens[index] ?? ''));
}

const textOf = (attribute: string) => attribute.slice(attribute.search(/["']/) + 1, -1);
const keyOf = (attribute: string) => attribute.slice(0, attribute.search(/\s*=/));
const splice = (text: string, at: number, insertion: string) => {
  const place = at % (text.length + 1);
  return text.slice(0, place) + insertion + text.slice(place);
};
const asReference = (text: string, at: number, what: number) => {
  const character = [...text][at % Math.max(1, [...text].length)] ?? '';
  const code = character.codePointAt(0) ?? 0x20;
  const reference = what % 2 === 0 ? `&#${code};` : `&#x${code.toString(16).toUpperCase()};`;
  return character === '' || text.includes('&') ? text : text.replace(character, reference);
};

/** What mostly leaves no well-formed document behind. */
const breaking = {
  remove: (tokens, at) => tokens.toSpliced(at, 1),
  repeat: (tokens, at) => tokens.toSpliced(at, 0, tokens[at] ?? ''),
  swap: (tokens, at, to) => replaced(replaced(tokens, at, tokens[to] ?? ''), to, tokens[at] ?? ''),
  copy: (tokens, at, to) => tokens.toSpliced(to, 0, tokens[at] ?? ''),
  insertMarkup: (tokens, at, _to, what) => tokens.toSpliced(at, 0, pick(markup, what) ?? ''),
  markupInText: (tokens, at, to, what) =>
    inText(tokens, at, (text) => splice(text, to, pick(markup, what) ?? '')),
} as const satisfies Readonly<Record<string, TokenOperation>>;

/** What mostly leaves one: another spelling, another value. */
const gentle = {
  replaceText: (tokens, at, _to, what) => inText(tokens, at, () => pick(values, what) ?? ''),
  referToCharacter: (tokens, at, to, what) => inText(tokens, at, (text) => asReference(text, to, what)),
  replaceValue: (tokens, at, to, what) =>
    inAttribute(tokens, at, to, (attribute) => `${keyOf(attribute)}="${pick(values, what)}"`),
  referInValue: (tokens, at, to, what) =>
    inAttribute(tokens, at, to, (attribute) => {
      const value = asReference(textOf(attribute), what >> 1, what);
      return value.includes('"') ? attribute : `${keyOf(attribute)}="${value}"`;
    }),
  removeAttribute: (tokens, at, to) => inAttribute(tokens, at, to, () => ''),
  repeatAttribute: (tokens, at, to) =>
    inAttribute(tokens, at, to, (attribute) => `${attribute} ${attribute}`),
  changeQuotes: (tokens, at, to) =>
    inAttribute(tokens, at, to, (attribute) => `${keyOf(attribute)}='${textOf(attribute)}'`),
  spaceInTag: (tokens, at, to, what) =>
    inAttribute(tokens, at, to, (attribute) => `${['\n', '\t', '  ', '\r\n'][what % 4]}${attribute} `),
  spaceAroundEquals: (tokens, at, to) =>
    inAttribute(tokens, at, to, (attribute) => `${keyOf(attribute)} = "${textOf(attribute)}"`),
  spaceBehindRoot: (tokens, _at, _to, what) => [...tokens, ['\n', ' ', '\r\n\t'][what % 3] ?? ''],
} as const satisfies Readonly<Record<string, TokenOperation>>;

const operations = { ...breaking, ...gentle };

export type TokenOperationName = keyof typeof operations;
export const breakingTokenOperations = keysOf(breaking);
export const gentleTokenOperations = keysOf(gentle);

/** `text` after one operation. */
export function mutateTokens(
  text: string,
  operation: TokenOperationName,
  at: number,
  to: number,
  what: number,
): string {
  const tokens: readonly string[] = text.match(tokenPattern) ?? [];
  const { length } = tokens;
  if (length === 0) return text;
  const apply: TokenOperation = operations[operation];
  return apply(tokens, at % length, to % length, what).join('');
}
