import { describe, expect, test } from 'vitest';
import { type Language, languages } from '../../shared/http/language.ts';
import { keysOf } from '../../shared/objects/keys-of.ts';
import { type ProblemView, problemPage } from '../../shared/pages/problem-page.ts';
import { setupTextsOf } from '../../shared/pages/text/setup-texts.ts';
import { signedOutTextsOf } from '../../shared/pages/text/signed-out-texts.ts';
import { textsOf } from '../../shared/pages/text/texts.ts';
import { allProblems, Problem, type ProblemCode } from '../../shared/problems/problem.ts';
import { timetrack, trakstar } from '../fixtures/apps.ts';

const problems = allProblems();

const codes = keysOf(problems);
const english = textsOf('en');
const facts = { expected: 'the expected value', actual: 'the actual value' };

const pageOf = (
  code: ProblemCode,
  authenticated: boolean,
  more: Partial<ProblemView> = {},
  language: Language = 'en',
) =>
  problemPage(
    {
      problem: authenticated ? Problem.authenticated(code, facts) : new Problem(code, facts),
      reference: '7KQF-M2ZD',
      at: new Date('2025-11-22T23:49:07Z'),
      app: timetrack,
      tryAgainHref: 'https://acme.timetrackenterprise.com',
      ...more,
    },
    language,
  );

const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

describe('whoever sent the message', () => {
  test.each(codes)('%s shows its sentence, the reference and the time', (code) => {
    for (const authenticated of [false, true]) {
      const markup = pageOf(code, authenticated);
      const { sentence, signedSentence = sentence } = english.problem(code);
      expect(markup).toContain(`<h1>${escaped(authenticated ? signedSentence : sentence)}</h1>`);
      expect(markup).toContain('<dd class="reference">7KQF-M2ZD</dd>');
      expect(markup).toContain(
        '<time datetime="2025-11-22T23:49:07.000Z">22 November 2025, 23:49:07\u00a0UTC</time>',
      );
    }
  });
});

describe('a sender that no directory vouches for', () => {
  test.each(codes)('learns of %s nothing but the sentence', (code) => {
    const markup = pageOf(code, false);
    for (const detail of [
      code,
      facts.expected,
      facts.actual,
      escaped(english.problem(code).remedy),
      '<details',
      'IT administrator',
    ]) {
      expect(markup).not.toContain(detail);
    }
  });

  test.each(languages)(
    'gets the same page in %s for every problem of status 404, whatever is known of the tenant',
    (language) => {
      const notFound = codes.filter((code) => problems[code].status === 404);
      expect(notFound).toContain('tenant-not-found');
      expect(notFound).toContain('tenant-disabled');
      expect(notFound).toContain('signature-digest');
      const pages = notFound.flatMap((code) => [
        pageOf(code, false, {}, language),
        pageOf(code, false, { tryAgainHref: '/another' }, language),
      ]);
      expect(new Set(pages).size).toBe(1);
    },
  );

  test('gets another reference and another time, and nothing else that differs', () => {
    const one = pageOf('tenant-not-found', false);
    const other = pageOf('signature-digest', false, {
      reference: 'AAAA-BBBB',
      at: new Date('2026-01-01T00:00:00Z'),
    });
    expect(
      other
        .replace('AAAA-BBBB', '7KQF-M2ZD')
        .replace('2026-01-01T00:00:00.000Z', '2025-11-22T23:49:07.000Z')
        .replace('1 January 2026, 00:00:00\u00a0UTC', '22 November 2025, 23:49:07\u00a0UTC'),
    ).toBe(one);
  });

  test('is offered to try again where the status gives nothing away', () => {
    expect(pageOf('store-unavailable', false)).toContain('>Try again</a>');
    expect(pageOf('tenant-not-found', false)).not.toContain('>Try again</a>');
  });
});

describe('a sender that the directory vouches for', () => {
  test.each(codes)('learns of %s what was expected, what came, what to do, the code and the rule', (code) => {
    const markup = pageOf(code, true);
    const { remedy, rule = problems[code].specification ?? '' } = english.problem(code);
    for (const detail of [facts.expected, facts.actual, remedy, code, rule]) {
      expect(markup).toContain(escaped(detail));
    }
    expect(markup).toContain('<summary>For your IT administrator</summary>');
  });

  test.each<[ProblemCode, string]>([
    ['flow-expired', 'You can fix this yourself: sign in again.'],
    ['audience-mismatch', 'Your IT administrator can fix this.'],
    ['user-not-active', 'The support team of TimeTrack can fix this.'],
    [
      'authn-statement-missing',
      'Sign in again. If this keeps happening, show this page to your IT administrator.',
    ],
  ])('reads of %s who can put it right', (code, words) => {
    expect(pageOf(code, true)).toContain(words);
  });

  test.each<ProblemCode>(['flow-spent', 'assertion-replayed'])(
    'who has been let in before (%s) can go on, and has nothing to put right',
    (code) => {
      const markup = pageOf(code, true);
      expect(markup).toContain('>Continue</a>');
      expect(markup).not.toContain('can fix this');
      expect(markup).not.toContain('Try again');
    },
  );

  test('sees no empty row where nothing was expected', () => {
    const problem = Problem.authenticated('user-not-active');
    const markup = problemPage({ problem, reference: 'r', at: new Date(0) }, 'en');
    expect(markup).not.toContain('<dt>Expected</dt>');
    expect(markup).not.toContain('<dt>Received</dt>');
    expect(markup).toContain('The support team of this application');
  });
});

describe('the ways on', () => {
  const backHref = '/auth/saml/';
  const hrefs = { backHref, anotherAccountHref: '/?account=another' };

  test('lead back to the app where there is nothing to try again', () => {
    const view = { app: trakstar, backHref } as const;
    const markup = problemPage(
      { problem: new Problem('logout-message-missing'), reference: 'r', at: new Date(0), ...view },
      'en',
    );
    expect(markup).toContain('<a class="button plain" href="/auth/saml/">Open Trakstar</a>');
    expect(pageOf('logout-message-missing', false, { backHref })).not.toContain('Open TimeTrack');
  });

  test('lead back to the set-up, except from a set-up that is not open', () => {
    const setUp = (code: ProblemCode) =>
      problemPage(
        { problem: new Problem(code), reference: 'r', at: new Date(0), app: timetrack, backHref: '/setup' },
        'en',
      );
    expect(setUp('setup-upload-too-large')).toContain('href="/setup">Back to the set-up</a>');
    expect(setUp('setup-not-open')).not.toContain('href="/setup"');
  });

  test('offer another account to a person whom the directory has signed, and to no other', () => {
    expect(pageOf('user-unknown', true, hrefs)).toContain('href="/?account=another">Try another account</a>');
    expect(pageOf('user-unknown', false, hrefs)).not.toContain('Try another account');
  });

  test('are no reason to name a disabled organisation to a stranger', () => {
    expect(pageOf('tenant-disabled', false, hrefs)).not.toContain('switched off');
    expect(pageOf('tenant-disabled', true, hrefs)).toContain('switched off for this application');
  });
});

describe('no text of a page', () => {
  const textsIn = (value: unknown): readonly string[] =>
    typeof value === 'string'
      ? [value]
      : typeof value === 'object' && value !== null
        ? Object.values(value).flatMap(textsIn)
        : [];

  test.each(languages)('in %s contains a command or a rule of the software', (language) => {
    const problemTexts = codes.map((code) => textsOf(language).problem(code));
    const all = textsIn([
      problemTexts,
      textsOf(language),
      setupTextsOf(language),
      signedOutTextsOf(language),
    ]);
    expect(all.length).toBeGreaterThan(300);
    for (const text of all) {
      expect(text).not.toMatch(
        /latchkey|npx|npm |\bsetup-link\b|\btenant (?:set|add|key)\b|--[a-z]|rule of this|Regel dieses Produkts/i,
      );
    }
  });
});

describe('in German', () => {
  const german = textsOf('de');

  test.each(codes)('%s shows sentence, time and remedy, and what came in the words of the log', (code) => {
    const markup = pageOf(code, true, {}, 'de');
    const { sentence: bare, signedSentence: sentence = bare, remedy } = german.problem(code);
    expect(markup).toContain('<html lang="de">');
    expect(markup).toContain(`<h1>${escaped(sentence)}</h1>`);
    expect(markup).toContain('>22. November 2025, 23:49:07\u00a0UTC</time>');
    expect(markup).toContain(escaped(remedy));
    expect(markup).toContain('<dt>Erhalten</dt><dd><code lang="en">the actual value</code></dd>');
    expect(markup).not.toContain(escaped(english.problem(code).sentence));
    expect(markup).not.toContain(escaped(english.problem(code).remedy));
  });

  test('a sender that no directory vouches for learns no more than in English', () => {
    for (const code of codes) {
      const markup = pageOf(code, false, {}, 'de');
      for (const detail of [code, facts.expected, facts.actual, '<details', 'IT-Administration']) {
        expect(markup, code).not.toContain(detail);
      }
    }
  });
});
