import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { acceptedSealed, refusedSealed } from './encryption/chapters.ts';
import { digestedShapes } from './growth/digested-shapes.ts';
import { parsedShapes } from './growth/parsed-shapes.ts';
import { answers } from './logout/answers.ts';
import { names, senders } from './logout/requests.ts';
import { detachedSignatures, envelopedSignatures } from './logout/signatures.ts';
import { assertions, forms, methods } from './openid/client-attacks.ts';
import { injections, otherTexts, redirects, reuse } from './openid/code-attacks.ts';
import { pkce, weakPkce } from './openid/pkce-attacks.ts';
import { redirectAttacks } from './openid/redirect-attacks.ts';
import { otherRefreshTexts, stolenRefresh } from './openid/refresh-attacks.ts';
import { casesOf, type Section } from './section.ts';
import { genuineMessages } from './sections/genuine-messages.ts';
import { keys } from './sections/keys.ts';
import { parsing } from './sections/parsing.ts';
import { protocol } from './sections/protocol.ts';
import { published } from './sections/published.ts';
import { text } from './sections/text.ts';
import { wrapping } from './sections/wrapping.ts';
import { tenants } from './tenants.ts';

const modes = 2;

const refusedIn = ({ refused }: Section) => refused.flatMap(casesOf).length;
const acceptedIn = ({ accepted }: Section) => accepted.flatMap(casesOf).length;

/** What docs/verification.md says of the corpus, and what there is. */
const counted: readonly (readonly [row: string, cases: number])[] = [
  ...[wrapping, text, parsing, keys, protocol, published].map(
    (section) => [section.about, refusedIn(section)] as const,
  ),
  ['encryption', refusedSealed.flatMap(casesOf).length],
  ['several tenants', modes * tenants.length * (tenants.length - 1)],
  [
    'logout, in both directions',
    2 * [names, senders, detachedSignatures, envelopedSignatures, answers].flat().length,
  ],
  ['denial of service', modes * (parsedShapes.length + digestedShapes.length)],
  [
    'codes and refresh tokens in other hands, too late or again',
    [injections, pkce, weakPkce, redirects, otherTexts, reuse, otherRefreshTexts, stolenRefresh].flat()
      .length,
  ],
  ['clients, and forms that are read in two ways', [assertions, methods, forms].flat().length],
  ['redirect URIs of authorization requests', redirectAttacks.length],
  // A code, an access token and a refresh token of each tenant at every other one.
  ['codes and tokens of other tenants and apps', 3 * tenants.length * (tenants.length - 1)],
  [
    'messages that must be accepted',
    [wrapping, text, parsing, keys, protocol, published, genuineMessages]
      .map(acceptedIn)
      .reduce((sum, cases) => sum + cases, acceptedSealed.flatMap(casesOf).length),
  ],
];

const told = readFileSync(new URL('../../docs/verification.md', import.meta.url), 'utf8');

it.each(counted)('has as many cases as docs/verification.md says of %s', (row, cases) => {
  const line = told.split('\n').find((candidate) => candidate.startsWith(`| ${row} |`));
  const [said] = /(?<=\| )[\d,]+(?= \|$)/.exec(line ?? '') ?? [];

  expect(cases, `${cases} cases of ${row}`).toBeGreaterThanOrEqual(Number(said?.replace(',', '')));
});

it('has no name twice in a chapter, so that every case can be told', () => {
  const sections = [wrapping, text, parsing, keys, protocol, published, genuineMessages];
  const chapters = [
    ...sections.flatMap(({ refused, accepted }) => [...refused, ...accepted]),
    ...refusedSealed,
    ...acceptedSealed,
  ];

  for (const { about, rows } of chapters) {
    const names = rows.map(({ name }) => name);
    expect(names, about).toEqual([...new Set(names)]);
  }
});
