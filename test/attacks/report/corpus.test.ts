import { expect, it } from 'vitest';
import type { Problem } from '../../../shared/problems/problem.ts';
import { checks } from '../../../shared/saml/inbound/checks.ts';
import { readMessage } from '../../../shared/saml/inbound/response.ts';
import { facts } from '../../fixtures/facts.ts';
import { toBase64 } from '../../fixtures/post.ts';
import { inTurn } from '../../harness/tier.ts';
import { problemOf } from '../../saml/inbound/refusal.ts';
import type { Acceptance, Attack, Post } from '../attack.ts';
import { genuineOf } from '../genuine.ts';
import { type Chapter, casesOf } from '../section.ts';
import { genuineMessages } from '../sections/genuine-messages.ts';
import { keys } from '../sections/keys.ts';
import { parsing } from '../sections/parsing.ts';
import { protocol } from '../sections/protocol.ts';
import { published } from '../sections/published.ts';
import { text } from '../sections/text.ts';
import { wrapping } from '../sections/wrapping.ts';
import { posted, verdictOn } from '../verdict.ts';
import type { World } from '../world.ts';
import { reportOf } from './report-of.ts';

/** What the ACS, which reads encrypted assertions too, refuses by where no tenant takes one. */
function refusedAtTheAcs(post: Post, world: World): Problem | undefined {
  const verdict = verdictOn(post, world, facts.now);
  if ('accepted' in verdict) return undefined;
  if (verdict.refused.code !== 'assertion-encrypted') return verdict.refused;
  return problemOf(() => readMessage(toBase64(post.message))) ?? verdict.refused;
}

const told = (problem: Problem | undefined) =>
  problem && {
    code: problem.code,
    expected: problem.expected,
    actual: problem.actual,
    authenticated: problem.authenticated,
  };

/** Both apps and both modes; in the sample, every row in one of the two. */
const inSample = <Row extends Attack | Acceptance>({ rows }: Chapter<Row>) =>
  inTurn(rows, (row) =>
    casesOf({ about: '', rows: [row] }).filter(
      ({ app, mode }) => (app === 'timetrack') === (mode === 'assertion'),
    ),
  );

/** The codes that the list of checks has for a check. */
const codesOf = (name: string): readonly string[] => checks.find((check) => check.name === name)?.codes ?? [];

const sections = [wrapping, text, parsing, keys, protocol, published, genuineMessages];

it.each(sections)('finds in $about what the judge refuses by, as the first that fails', (section) => {
  const posts = [
    ...section.refused
      .flatMap(inSample)
      .map(({ row, ...at }) => ({ ...at, name: row.name, forge: row.attack })),
    ...section.accepted
      .flatMap(inSample)
      .map(({ row, ...at }) => ({ ...at, name: row.name, forge: row.message })),
  ];

  for (const { app, mode, name, forge } of posts) {
    const genuine = genuineOf(app, mode);
    const post = posted(forge, genuine);
    const refused = refusedAtTheAcs(post, genuine.world);
    const { problem, verified, checks: results } = reportOf(post, genuine.world);

    expect(told(problem), name).toEqual(told(refused));
    expect(verified, name).toBe(refused?.authenticated ?? true);
    for (const { name: check, problem: failed } of results) {
      if (failed !== undefined) expect(codesOf(check), name).toContain(failed.code);
    }
    if (refused === undefined) expect(results.every(({ outcome }) => outcome === 'passed')).toBe(true);
  }
});
