import type { Site } from '../../../../shared/apps/site.ts';
import { tenantUrlPatterns } from '../../../../shared/apps/urls.ts';
import { allProblems } from '../../../../shared/problems/problem.ts';

/** One part of the documentation that the gallery asks for. */
export interface DocumentationPart {
  /** Stable: scripts use it. */
  readonly name: string;
  /** What Microsoft's page asks for, in our words. */
  readonly asked: string;
  /** What the document lacks of it; empty: it is there. */
  readonly missing: readonly string[];
  /** Whether the part does not concern this application. */
  readonly notApplicable?: true;
}

/** Something that a part has to say, and how it is recognised. */
type Sign = readonly [what: string, pattern: RegExp];

interface PartDefinition {
  readonly name: string;
  readonly asked: string;
  readonly signs: readonly Sign[];
}

/** How many different codes make a list of error codes: those of the product, and those that Entra itself shows. */
const fewestCodes = 5;

const parts: readonly PartDefinition[] = [
  {
    name: 'introduction',
    asked: 'what single sign-on does, with protocol, version, SKUs and identity providers',
    signs: [
      ['the protocol with its version, SAML 2.0', /\bSAML (?:v?2\.0|v?2)\b/],
      ['the identity provider, Microsoft Entra ID', /\bMicrosoft Entra\b/i],
      [
        'who starts a sign-in, SP or IdP',
        /\b(?:SP|IDP|service provider|identity provider)\b[^.\n]{0,40}\binitiated\b/i,
      ],
      ['the editions, plans or SKUs that have it', /\b(?:SKUs?|editions?|plans?|subscriptions?)\b/i],
    ],
  },
  {
    name: 'licensing',
    asked: 'which licence a customer needs',
    signs: [['a licence or subscription', /\b(?:licen[cs](?:e|es|ed|ing)|subscriptions?|paid feature)\b/i]],
  },
  {
    name: 'roles',
    asked: 'which roles may configure single sign-on',
    signs: [
      ['a role in Microsoft Entra', /\b(?:Cloud )?Application Administrator\b/i],
      ['the word role', /\broles?\b/i],
    ],
  },
  {
    name: 'testing',
    asked: 'how pilot users test it',
    signs: [
      ['a heading about testing', /^#{1,6} .*\btest|<h[1-6][^>]*>[^<]*\btest/im],
      ['a test user or pilot user', /\b(?:test|pilot) (?:users?|accounts?|person|people)\b/i],
    ],
  },
  {
    name: 'troubleshooting',
    asked: 'error codes and messages, with what to do',
    signs: [
      ['a heading about troubleshooting', /^#{1,6} .*\btroubleshoot|<h[1-6][^>]*>[^<]*\btroubleshoot/im],
    ],
  },
  {
    name: 'support',
    asked: 'whom customers ask for help, and how',
    signs: [
      ['the word support', /\bsupport\b/i],
      [
        'an address of support: e-mail or page',
        /\bmailto:|\bhttps:\/\/(?![\w.-]*\bmicrosoft\.com\b)[^\s)"'>]*(?:support|help|contact)/i,
      ],
    ],
  },
];

/**
 * Returns the eight parts that Microsoft's page lists, and what a document lacks of each.
 * @param document Markdown or HTML.
 */
export function documentationParts(site: Site, document: string): readonly DocumentationPart[] {
  const found = parts.map(({ name, asked, signs }): DocumentationPart => {
    const missing = signs.flatMap(([what, pattern]) => (pattern.test(document) ? [] : [what]));
    return name === 'troubleshooting'
      ? { name, asked, missing: [...missing, ...missingCodes(document)] }
      : { name, asked, missing };
  });
  const configuration: DocumentationPart = {
    name: 'configuration',
    asked: 'the steps, the values that Entra needs, and facts of the service provider',
    missing: missingValues(site, document),
  };
  const permissions: DocumentationPart = {
    name: 'permissions',
    asked: 'permissions of OpenID Connect and OAuth, with their reasons',
    missing: [],
    notApplicable: true,
  };
  const [introduction, licensing, roles, ...rest] = found;
  return [introduction, licensing, roles, configuration, permissions, ...rest].filter(
    (part) => part !== undefined,
  );
}

function missingCodes(document: string): readonly string[] {
  const ofEntra = new Set(document.match(/\bAADSTS\d{5,}\b/g) ?? []);
  const own = Object.keys(allProblems()).filter((code) => document.includes(code));
  return ofEntra.size + own.length < fewestCodes ? ['a list of error codes'] : [];
}

/** The values of Basic SAML Configuration, each with the placeholder that the document uses for the customer's name. */
function missingValues(site: Site, document: string): readonly string[] {
  const { identifier, replyUrl, signOnUrl } = tenantUrlPatterns(site);
  const values = [
    ['Identifier (Entity ID)', identifier],
    ['Reply URL (Assertion Consumer Service URL)', replyUrl],
    ['Sign on URL', signOnUrl],
  ] as const;
  return values.flatMap(([label, value]) => [
    ...(document.includes(label) ? [] : [`the label ${label}`]),
    ...(valuePattern(value).test(document) ? [] : [`the value ${value}`]),
  ]);
}

function valuePattern(value: string): RegExp {
  const literal = value.split('{tenant}').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(literal.join('(?:[<{\\[&][^\\s/"`]{1,60}?|[A-Za-z0-9-]{1,63})'));
}
