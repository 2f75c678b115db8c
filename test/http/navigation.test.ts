import { describe, expect, test } from 'vitest';
import { looksAhead, type Navigation, navigationOf } from '../../shared/http/navigation.ts';
import { defined } from '../../shared/objects/defined.ts';

const withHeaders = (headers: Readonly<Record<string, string>>) => ({
  header: (name: string) => headers[name],
});

test.each<[string, string | undefined, string | undefined, Navigation]>([
  ['a browser from before 2023', undefined, undefined, 'top-level'],
  ['a page that is opened', 'document', 'navigate', 'top-level'],
  ['a page that is opened, of a browser that names no mode', 'document', undefined, 'top-level'],
  ['a page that a service worker hands on', 'empty', 'navigate', 'top-level'],
  ['a frame', 'iframe', 'navigate', 'frame'],
  ['a frame of a frameset', 'frame', 'navigate', 'frame'],
  ['a fenced frame', 'fencedframe', 'navigate', 'frame'],
  ['an image', 'image', 'no-cors', 'resource'],
  ['a script', 'script', 'no-cors', 'resource'],
  ['a style sheet', 'style', 'no-cors', 'resource'],
  ['a fetch', 'empty', 'cors', 'resource'],
  ['a fetch without answer', 'empty', 'no-cors', 'resource'],
  ['a fetch of a browser that names no mode', 'empty', undefined, 'resource'],
  ['an object', 'object', 'navigate', 'resource'],
  ['an embed', 'embed', 'navigate', 'resource'],
  ['a mode that is no page', undefined, 'cors', 'resource'],
  ['a document by fetch', 'document', 'cors', 'resource'],
])('%s: %s, %s', (_, destination, mode, navigation) => {
  const headers = defined({ 'sec-fetch-dest': destination, 'sec-fetch-mode': mode });
  expect(navigationOf(withHeaders(headers))).toBe(navigation);
});

describe('looks ahead', () => {
  test.each([
    'Mozilla/4.0 (compatible; ms-office; MSOffice 16)',
    'Mozilla/4.0 (compatible; ms-office; MSOffice rmj)',
    'Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; WOW64; Trident/7.0; .NET4.0C; ms-office; MSOffice 16)',
    'Microsoft Office Word 2014 (16.0.13127) Windows NT 10.0',
    'Microsoft Office Excel 2014',
    'Microsoft Office Existence Discovery',
    'Microsoft Office/16.0 (Windows NT 10.0; Microsoft PowerPoint 16.0.17928; Pro)',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Word/16.78.3',
    'Excel/16.78 CFNetwork/1410.0.3 Darwin/22.6.0',
    'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com',
    'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
    'Slackbot 1.0 (+https://api.slack.com/robots)',
    'facebookexternalhit/1.1 Facebot Twitterbot/1.0',
    'WhatsApp/2.23.20.0',
    'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)',
    'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)',
    'TelegramBot (like TwitterBot)',
  ])('the agent %s', (agent) => {
    expect(looksAhead(withHeaders({ 'user-agent': agent }))).toBe(true);
  });

  test.each([
    ['sec-purpose', 'prefetch'],
    ['sec-purpose', 'prefetch;prerender'],
    ['sec-purpose', 'prefetch;anonymous-client-ip'],
    ['purpose', 'prefetch'],
    ['x-purpose', 'preview'],
    ['x-moz', 'prefetch'],
  ])('what says so: %s: %s', (name, value) => {
    expect(looksAhead(withHeaders({ [name]: value }))).toBe(true);
  });

  test.each([
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
    'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Teams/24180.205.2980.1757 Chrome/142.0.0.0 Safari/537.36',
    'Mozilla/5.0 (X11; Linux) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142 Safari/537.36 WordPress/6.7',
    'PasswordManager/3.1',
    '',
  ])('not the browser %j', (agent) => {
    expect(looksAhead(withHeaders({ 'user-agent': agent }))).toBe(false);
  });
});
