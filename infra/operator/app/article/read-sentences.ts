import { type ArticleBlock, withoutMarks } from './article-block.ts';

/** What an article says in sentences. What it does not say is undefined or empty. */
export interface ArticleSentences {
  readonly name: string | undefined;
  readonly initiatedBy: 'SP' | 'IDP' | 'SP+IDP' | undefined;
  readonly isIdentifierFixed: boolean;
  /** "the app is already pre-integrated": the article shows no Identifier and no Reply URL. */
  readonly isPreIntegrated: boolean;
  /** Whether the application creates users at their first sign-in. */
  readonly createsUsers: boolean | undefined;
  readonly usersAreActivated: boolean;
  /** Who creates them: "Work with the Contoso support team to add the users". */
  readonly usersCreatedBy: 'support' | 'administrator' | undefined;
  readonly isPaidFeature: boolean;
}

/** Reads the sentences of an article. */
export function readSentences(blocks: readonly ArticleBlock[]): ArticleSentences {
  const texts = blocks.flatMap((block) => (block.kind === 'table' ? [] : [block.text]));
  const plain = texts.map(withoutMarks);
  const says = (pattern: RegExp) => plain.some((text) => pattern.test(text));
  const name = nameOf(plain);
  const createsUsers = says(
    /supports? .{0,20}just[- ]in[- ]time|user .{0,40}created (?:after|at|on) .{0,20}(?:authentication|sign-in|login)/i,
  );
  const createsNone = says(
    /users must be created|creates no accounts|work with .{1,60} to (?:add|create)|must be (?:provisioned|created) (?:in|into)/i,
  );
  return {
    name,
    initiatedBy: initiatedBy(plain),
    isIdentifierFixed: says(
      /identifier .{0,40}fixed (?:string )?value|the Identifier is the same for every customer/i,
    ),
    isPreIntegrated: says(/already (?:been )?pre-?integrated|does(?:n't| not) have to perform any step/i),
    createsUsers: createsUsers ? true : createsNone ? false : undefined,
    usersCreatedBy: creatorOf(plain),
    usersAreActivated: says(/created and activated/i),
    isPaidFeature: says(/\b(?:SSO|single sign-on) is a paid feature|\bpaid (?:add-on|feature)\b/i),
  };
}

function creatorOf(texts: readonly string[]): ArticleSentences['usersCreatedBy'] {
  for (const text of texts) {
    const [, who = ''] =
      /\b(?:work with|contact|ask) (.{1,60}?) to (?:add|create)\b.*\b(?:users?|B\.? ?Simon|accounts?)\b/i.exec(
        text,
      ) ?? [];
    if (/\badmin/i.test(who)) return 'administrator';
    if (/\bsupport|team\b/i.test(who)) return 'support';
  }
  return undefined;
}

const titles: readonly RegExp[] = [
  /^Add(?:ing)? (.+?) from the gallery$/i,
  /^Configure (.+?) for single sign-on\b/i,
  /\b(?:SSO|single sign-on(?: \(SSO\))?) integration with (.+)$/i,
  /\bintegration (?:of|with) (.+?)(?: with .*)?$/i,
  /\bhow to integrate (.+?) with (?:Microsoft|Azure)/i,
];

function nameOf(texts: readonly string[]): string | undefined {
  for (const title of titles) {
    for (const text of texts) {
      const found = title.exec(text)?.[1]?.trim();
      if (found !== undefined && !/^(?:Microsoft Entra|Azure)/i.test(found)) return found;
    }
  }
  return undefined;
}

function initiatedBy(texts: readonly string[]): ArticleSentences['initiatedBy'] {
  const said = texts.filter((text) => /\bsupports?\b.*\binitiated\b/i.test(text)).join(' ');
  const sp = /\bSP\b|service provider/i.test(said);
  const idp = /\bIDP\b|identity provider/i.test(said);
  if (sp && idp) return 'SP+IDP';
  return sp ? 'SP' : idp ? 'IDP' : undefined;
}
