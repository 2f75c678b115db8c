import { type ArticleBlock, codeIn, withoutMarks } from './article-block.ts';

/** The fields of Entra's Basic SAML Configuration. */
export type ArticleField = 'identifier' | 'replyUrl' | 'signOnUrl' | 'relayState' | 'logoutUrl';

/** What an article writes for each field, in its order, as it stands there. */
export type ArticleFields = Readonly<Record<ArticleField, readonly string[]>>;

/** The names of the fields, as articles of all years write them. */
const names: readonly (readonly [ArticleField, RegExp])[] = [
  ['identifier', /^(?:Azure AD )?(?:Identifier|Entity ID)\b(?: ?\(Entity ID\))?/i],
  ['replyUrl', /^(?:Reply URL|Assertion Consumer Service(?: \(ACS\))? URL)\b(?: ?\([^)]*\))?/i],
  ['signOnUrl', /^(?:Sign(?:ed)?[- ]?[oi]n|Login) URL\b/i],
  ['relayState', /^Relay ?State\b/i],
  ['logoutUrl', /^(?:Log|Sign)[- ]?out URL\b/i],
];

/** Returns the field that a label or a table's cell names, or undefined. */
function fieldNamed(label: string): ArticleField | undefined {
  const text = withoutMarks(label).replace(/^\(?(?:optional|[a-z])[.)]\s*/i, '');
  return names.find(([, pattern]) => pattern.test(text))?.[0];
}

/**
 * Reads the values of Basic SAML Configuration: in sentences ("In the **Identifier** text box, type a URL using the
 * following pattern: …"), on the lines below them, in a table with a field a column, and in one with a field a row.
 */
export function readFields(blocks: readonly ArticleBlock[]): ArticleFields {
  const values: Record<ArticleField, string[]> = {
    identifier: [],
    replyUrl: [],
    signOnUrl: [],
    relayState: [],
    logoutUrl: [],
  };
  const add = (field: ArticleField, value: string) => {
    if (value !== '' && !values[field].includes(value)) values[field].push(value);
  };
  let announced: readonly ArticleField[] = [];
  for (const block of entraPart(blocks)) {
    if (block.kind === 'heading') announced = [];
    else if (block.kind === 'table') {
      for (const [field, value] of valuesInTable(block.rows, announced)) add(field, value);
    } else {
      const fields = fieldsOfSentence(block.text);
      const given = valuesIn(block.text, fields.length > 0 || announced.length > 0);
      if (fields.length > 0) announced = fields;
      else if (given.length === 0 || !isBareValue(block.text)) announced = [];
      for (const field of announced) for (const value of given) add(field, value);
    }
  }
  return values;
}

/** The part about Entra: below it, articles name the same fields again, to say where values are copied from. */
function entraPart(blocks: readonly ArticleBlock[]): readonly ArticleBlock[] {
  const isEntra = /^configure (?:microsoft entra|azure (?:ad|active directory))\b/i;
  const start = blocks.findIndex(({ kind, section }) => kind === 'heading' && isEntra.test(section));
  const part = blocks.slice(Math.max(0, start));
  const end = part.findIndex(
    ({ kind, section }, index) => index > 0 && kind === 'heading' && !/saml|basic/i.test(section),
  );
  return start < 0 || end < 0 ? part : part.slice(0, end);
}

/** "In the **Reply URL** text box, type …": the fields that a sentence announces, none for one that only mentions them. */
function fieldsOfSentence(text: string): readonly ArticleField[] {
  const lead = text.replace(/`[^`]*`/g, '').trim();
  if (/^\[!NOTE\]|\bnot real\b|aren['’]t real|placeholders/i.test(lead)) return [];
  if (!/\b(?:type|enter|paste|set|use|value|pattern|URL:?|add)\b/i.test(lead)) return [];
  const labels = [
    ...[...lead.matchAll(/\*\*([^*]+)\*\*/g)].map(([, label = '']) => label),
    ...[...lead.matchAll(/\b(?:in|for) the ([A-Z][\w -]+?(?: \([^)]*\))?) (?:text ?box|box|field)\b/gi)].map(
      ([, label = '']) => label,
    ),
    /^(?:[a-z]\.|\d+\.)? ?([A-Z][\w -]+(?: \([^)]*\))?):/.exec(withoutMarks(lead))?.[1] ?? '',
  ];
  return [...new Set(labels.flatMap((label) => fieldNamed(label) ?? []))];
}

/** Values stand as code; an address also without. A bare name does only behind "value" or "string". */
function valuesIn(text: string, isExpected: boolean): readonly string[] {
  if (!isExpected) return [];
  // "(usually `<name>_sp`)" explains another value.
  const code = codeIn(text.replaceAll(/\([^()]*`[^()]*\)/g, ''));
  if (code.length > 0) return code;
  if (codeIn(text).length > 0) return [];
  const plain = withoutMarks(text);
  return [...plain.matchAll(/\b(?:https?:\/\/ ?|urn:)(?:<[^>]*>|[^\s<>|,;"])+/gi)].map(([url]) =>
    url.replace(/[.)]$/, ''),
  );
}

/** Whether a line holds values alone: it then belongs to the sentence before. */
function isBareValue(text: string): boolean {
  const rest = withoutMarks(text.replace(/`[^`]*`/g, '')).replace(/\bhttps?:\/\/\S*|\burn:\S*/gi, '');
  return rest.replace(/\b(?:or|and|e\.g\.|for [\w ]+|production|test|sandbox)\b|[^a-z]/gi, '') === '';
}

function valuesInTable(
  rows: readonly (readonly string[])[],
  announced: readonly ArticleField[],
): readonly (readonly [ArticleField, string])[] {
  const [head = [], ...below] = rows;
  const columns = head.map(fieldNamed);
  if (columns.some((field) => field !== undefined)) {
    return below.flatMap((row) =>
      row.flatMap((cell, column) => {
        const field = columns[column];
        return field === undefined ? [] : valuesIn(cell, true).map((value) => [field, value] as const);
      }),
    );
  }
  const isClaims = head.some((cell) => /source|attribute|namespace/i.test(cell));
  return (isClaims ? [] : rows).flatMap((row) => {
    const named = fieldNamed(row[0] ?? '');
    const fields = named === undefined ? announced : [named];
    const cells = named === undefined ? row : row.slice(1, 2);
    return fields.flatMap((field) =>
      cells.flatMap((cell) => valuesIn(cell, true).map((value) => [field, value] as const)),
    );
  });
}
