import { describe, expect, test } from 'vitest';
import { type Language, languages } from '../../shared/http/language.ts';
import { namespacePage } from '../../shared/pages/namespace-page.ts';
import { problemPage } from '../../shared/pages/problem-page.ts';
import { chooseAppPage } from '../../shared/pages/sign-on-pages.ts';
import { signedOutPage } from '../../shared/pages/signed-out-page.ts';
import { welcomePage } from '../../shared/pages/welcome-page.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { gallery, timetrack } from '../fixtures/apps.ts';

const at = new Date('2025-11-22T23:49:07Z');

const appNamed = (value: string) => ({
  displayName: value,
  support: { name: value, email: value, url: value },
});

/** Every page with `value` in every field that a text can come in by. */
const pagesWith = (value: string, language: Language = 'en'): readonly (readonly [string, string])[] => [
  [
    'problem',
    problemPage(
      {
        problem: Problem.authenticated('audience-mismatch', { expected: value, actual: value }),
        reference: value,
        at,
        app: timetrack,
        tryAgainHref: value,
      },
      language,
    ),
  ],
  [
    'welcome',
    welcomePage(
      {
        app: appNamed(value),
        tenant: value,
        signInName: value,
        displayName: value,
        sessionEndsAt: at,
        signOutPath: value,
      },
      language,
    ),
  ],
  [
    'namespace',
    namespacePage(
      {
        app: appNamed(value),
        signOnPath: value,
        parameter: value,
        carried: { [value]: value },
      },
      language,
    ),
  ],
  ['signed-out', signedOutPage({ app: appNamed(value), signInHref: value }, language)],
  ['choose-app', chooseAppPage([{ appName: value, signInHref: value }], language)],
];

const tags = (markup: string) => [...markup.matchAll(/<\/?[a-z][^>]*>|<!/gi)].length;
const quotes = (markup: string) => [...markup.matchAll(/"/g)].length;

describe('a hostile value stays text in every field of every page', () => {
  const plain = new Map(pagesWith('plain'));
  test.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus='alert(1)",
    '</title></style></textarea><svg onload=alert(1)>',
    '<!--',
    '&lt;script&gt;',
    'a\r\nSet-Cookie: a=b\r\n\r\n<h1>',
    '{{7*7}}<%= 7 %>',
    '\u202e<b>\u0000',
  ])('%j', (value) => {
    for (const [name, markup] of pagesWith(value)) {
      expect(tags(markup), `tags of ${name}`).toBe(tags(plain.get(name) ?? ''));
      expect(quotes(markup), `quotes of ${name}`).toBe(quotes(plain.get(name) ?? ''));
      if (/[<>"']/.test(value)) expect(markup, name).not.toContain(value);
    }
  });
});

describe.each(languages)('every page in %s', (language) => {
  test.each(pagesWith('plain', language))(
    '%s has one heading, one main, a language, a title and no script',
    (_, markup) => {
      const count = (pattern: RegExp) => markup.match(pattern)?.length ?? 0;
      expect(markup).toMatch(new RegExp(`^<!doctype html>\n<html lang="${language}">`));
      expect(count(/<h1>/g)).toBe(1);
      expect(count(/<main>/g)).toBe(1);
      expect(count(/<title>[^<]+<\/title>/g)).toBe(1);
      expect(count(/<meta name="viewport" content="width=device-width, initial-scale=1">/g)).toBe(1);
      expect(count(/<style>/g)).toBe(1);
      expect(count(/<script|<link|<img|<iframe|\sstyle=|\son[a-z]+=|javascript:/gi)).toBe(0);
    },
  );
});

describe('the welcome page', () => {
  const view = {
    app: gallery.timetrack,
    tenant: 'acme',
    signInName: 'b.simon@contoso.com',
    sessionEndsAt: at,
  };

  test('says who is signed in where and until when, and offers to sign out', () => {
    const markup = welcomePage({ ...view, displayName: 'B.Simon' }, 'en');
    expect(markup).toContain('<h1>You are signed in to TimeTrack as <bdi>B.Simon</bdi></h1>');
    expect(markup).toContain(
      '<time datetime="2025-11-22T23:49:07.000Z">22 November 2025, 23:49:07\u00a0UTC</time>',
    );
    expect(markup).toContain('method="post" action="/sign-out"');
  });

  test('says the sign-in name where there is no other', () => {
    expect(welcomePage(view, 'en')).toContain('as <bdi>b.simon@contoso.com</bdi></h1>');
  });
});

describe('the namespace page', () => {
  const view = { app: gallery.trakstar, signOnPath: '/auth/saml/', parameter: 'namespace' };

  test('asks by GET, with a label and a help text', () => {
    const markup = namespacePage(view, 'en');
    expect(markup).toContain('<form method="get" action="/auth/saml/">');
    expect(markup).toContain('<label for="namespace">Namespace</label>');
    expect(markup).toContain('aria-describedby="namespace-help"');
  });

  test('carries further parameters on', () => {
    const markup = namespacePage({ ...view, carried: { returnTo: '/reports/7' } }, 'en');
    expect(markup).toContain('<input type="hidden" name="returnTo" value="/reports/7">');
  });
});

describe('the page after signing out', () => {
  test('offers to sign in again where the tenant is known', () => {
    expect(signedOutPage({ app: gallery.timetrack, signInHref: '/' }, 'en')).toContain(
      'href="/">Sign in again</a>',
    );
    expect(signedOutPage({ app: gallery.timetrack }, 'en')).not.toContain('Sign in again');
  });
});

describe.each(languages)('the contact of the vendor, in %s', (language) => {
  const namedWithContact = pagesWith('plain', language).filter(([name]) => name !== 'choose-app');

  test('stands at the foot of every page of a known app, with its addresses', () => {
    for (const [name, markup] of namedWithContact) {
      const [, foot = ''] = /<footer>(.*)<\/footer>/s.exec(markup) ?? [];
      const mail = name === 'problem' ? 'info@timetrackapp.com' : 'plain';
      expect(foot, name).toContain(`<a href="mailto:${mail}">${mail}</a>`);
      expect(foot, name).toContain(language === 'en' ? 'Questions?' : 'Fragen?');
    }
  });

  test('is not invented where no app is known', () => {
    expect(signedOutPage({}, language)).not.toContain('<footer>');
  });

  test('links the page of a vendor that has one, and nothing but an https address', () => {
    const footOf = (url: string) =>
      signedOutPage({ app: { displayName: 'A', support: { name: 'A support', url } } }, language);
    expect(footOf('https://a.example/help')).toContain('<a href="https://a.example/help">A support</a>');
    expect(footOf('javascript:alert(1)')).not.toContain('javascript:');
  });
});
