import { facts, instantFromNow } from '../../fixtures/facts.ts';
import type { Acceptance, Attack } from '../attack.ts';
import type { Genuine } from '../genuine.ts';

const notBefore = `NotBefore="${instantFromNow(-300)}"`;
const notOnOrAfter = `NotOnOrAfter="${instantFromNow(3_600)}"`;
const dates = `${notBefore} ${notOnOrAfter}`;
const restriction = (...audiences: string[]) =>
  `<AudienceRestriction>${audiences.map((audience) => `<Audience>${audience}</Audience>`).join('')}</AudienceRestriction>`;
const ours = ({ world }: Genuine) => restriction(world.identifier);

const conditions = (name: string, make: (genuine: Genuine) => string, code: Attack['code']): Attack => ({
  name,
  attack: (genuine) => genuine.write({ raw: { conditions: make(genuine) } }),
  control: (genuine) =>
    genuine.write({ raw: { conditions: `<Conditions ${dates}>${ours(genuine)}</Conditions>` } }),
  code,
});

const audience = (
  name: string,
  code: Attack['code'],
  ...restrictions: ((identifier: string) => readonly string[])[]
): Attack => ({
  name,
  attack: ({ write, world }) =>
    write({ audienceRestrictions: restrictions.map((audiences) => audiences(world.identifier)) }),
  code,
});

const other = 'https://globex.example/saml';

/** Conditions, exactly one, with both dates and our Identifier. */
export const conditionRows: readonly Attack[] = [
  conditions('no Conditions', () => '', 'conditions-missing'),
  conditions(
    'Conditions without dates',
    (genuine) => `<Conditions>${ours(genuine)}</Conditions>`,
    'conditions-missing',
  ),
  conditions(
    'Conditions without NotBefore',
    (genuine) => `<Conditions ${notOnOrAfter}>${ours(genuine)}</Conditions>`,
    'conditions-missing',
  ),
  conditions(
    'Conditions without NotOnOrAfter',
    (genuine) => `<Conditions ${notBefore}>${ours(genuine)}</Conditions>`,
    'conditions-missing',
  ),
  conditions(
    'two Conditions',
    (genuine) => `<Conditions ${dates}>${ours(genuine)}</Conditions>`.repeat(2),
    'response-structure',
  ),
  conditions(
    'Conditions with text',
    (genuine) => `<Conditions ${dates}>text${ours(genuine)}</Conditions>`,
    'condition-unknown',
  ),
  conditions(
    'a condition of an unknown type',
    (genuine) => `<Conditions ${dates}>${ours(genuine)}<Condition></Condition></Conditions>`,
    'condition-unknown',
  ),
  conditions(
    'a condition of another namespace',
    (genuine) => `<Conditions ${dates}>${ours(genuine)}<OneTimeUse xmlns="urn:x"></OneTimeUse></Conditions>`,
    'condition-unknown',
  ),
  conditions(
    'an AudienceRestriction of another namespace',
    ({ world }) =>
      `<Conditions ${dates}><AudienceRestriction xmlns="urn:x"><Audience>${world.identifier}</Audience></AudienceRestriction></Conditions>`,
    'condition-unknown',
  ),
  conditions(
    'an Audience of another namespace',
    ({ world }) =>
      `<Conditions ${dates}><AudienceRestriction><Audience xmlns="urn:x">${world.identifier}</Audience></AudienceRestriction></Conditions>`,
    'response-structure',
  ),
  conditions(
    'an element within an Audience beside ours',
    ({ world }) =>
      `<Conditions ${dates}>${restriction(`<x></x>${world.identifier}`, world.identifier)}</Conditions>`,
    'response-structure',
  ),
  conditions(
    'Conditions of another namespace',
    (genuine) => `<Conditions xmlns="urn:x" ${dates}>${ours(genuine)}</Conditions>`,
    'response-structure',
  ),
  conditions(
    'an Audience outside of a restriction',
    ({ world }) => `<Conditions ${dates}><Audience>${world.identifier}</Audience></Conditions>`,
    'condition-unknown',
  ),
  audience('no audience restriction', 'audience-missing'),
  audience('an audience restriction without audience', 'audience-mismatch', () => []),
  audience('an empty audience', 'audience-mismatch', () => ['']),
  audience('the audience of another application', 'audience-mismatch', () => [other]),
  audience(
    'two restrictions, the second without us',
    'audience-mismatch',
    (own) => [own],
    () => [other],
  ),
  audience(
    'two restrictions, the first without us',
    'audience-mismatch',
    () => [other],
    (own) => [own],
  ),
  audience('two audiences in one text', 'audience-mismatch', (own) => [`${own} ${other}`]),
  audience('the SPN of another application', 'audience-mismatch', () => [`spn:${other}`]),
  audience('the SPN of an SPN', 'audience-mismatch', (own) => [`spn:spn:${own}`]),
  audience('an SPN in capitals', 'audience-mismatch', (own) => [`SPN:${own}`]),
  audience('a pattern for an audience', 'audience-mismatch', () => ['*']),
];

export const genuineConditions: readonly Acceptance[] = [
  {
    name: 'our Identifier among several audiences',
    message: ({ write, world }) => write({ audienceRestrictions: [[other, world.identifier]] }),
  },
  {
    name: 'our Identifier in each of two restrictions',
    message: ({ write, world }) =>
      write({ audienceRestrictions: [[world.identifier, other], [world.identifier]] }),
  },
  {
    name: 'our Identifier as Entra writes one that is no URI',
    message: ({ write, world }) => write({ audience: `spn:${world.identifier}` }),
  },
  {
    name: 'OneTimeUse and ProxyRestriction',
    message: ({ write }) =>
      write({
        raw: { moreConditions: '<OneTimeUse></OneTimeUse><ProxyRestriction Count="0"></ProxyRestriction>' },
      }),
  },
  {
    name: 'Advice that nobody reads',
    message: ({ write }) =>
      write({ raw: { advice: `<Advice><AssertionURIRef>${facts.issuer}</AssertionURIRef></Advice>` } }),
  },
];
