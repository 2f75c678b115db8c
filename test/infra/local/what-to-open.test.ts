import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { localSites } from '../../../infra/local/sites.ts';
import { whatToOpen, writesColour } from '../../../infra/local/what-to-open.ts';
import { parseClientId } from '../../../shared/ids/client-id.ts';
import { timetrack, trakstar } from '../../fixtures/apps.ts';

const sites = localSites(8080, [timetrack, trakstar]);
const settings = { port: 8080, dynamoDbPort: 8000, demo: true };

describe('what npm start prints', () => {
  it.each([
    ['a terminal', { isTTY: true }, {}, true],
    ['a pipe', {}, {}, false],
    ['a terminal with NO_COLOR', { isTTY: true }, { NO_COLOR: '1' }, false],
    ['a terminal with an empty NO_COLOR', { isTTY: true }, { NO_COLOR: '' }, true],
    ['a pipe with FORCE_COLOR', {}, { FORCE_COLOR: '1' }, true],
    ['both variables', {}, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  ])('is coloured or not: %s', (_, stream, environment, expected) => {
    expect(writesColour(stream, environment)).toBe(expected);
  });

  it.each([true, false])('says the same in colour, demonstration %s', (demo) => {
    const inColour = whatToOpen({ ...settings, demo }, sites, true);
    const plain = whatToOpen({ ...settings, demo }, sites, false);
    expect(inColour).not.toBe(plain);
    expect(stripVTControlCharacters(inColour)).toBe(plain);
  });

  it('has a line for each place, each within 110 columns', () => {
    const lines = whatToOpen(settings, sites, false)
      .split('\n')
      .filter((line) => line.includes('http:'));
    expect(lines).toHaveLength(5);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(110);
  });

  it('aligns the addresses behind a long name', () => {
    const long = { ...timetrack, displayName: 'Qmarkets Idea & Innovation Management' };
    const lines = whatToOpen(settings, localSites(8080, [long, trakstar]), false)
      .split('\n')
      .filter((line) => line.includes('http:'));
    expect(new Set(lines.map((line) => line.indexOf('http:'))).size).toBe(1);
  });
});

it('names the OpenID client of each app, and nothing of clients without the demonstration', () => {
  const id = parseClientId('local-timetrack') ?? expect.unreachable();
  const client = {
    issuer: 'http://login.timetrack.localhost:8080',
    id,
    secret: 'shown-once',
    redirectUri: 'http://localhost:3000/callback',
  };
  expect(whatToOpen(settings, sites, false, undefined, [client])).toContain(
    '\nOpenID Connect, with the redirect URI http://localhost:3000/callback:\n  issuer http://login.timetrack.localhost:8080  client_id local-timetrack  client_secret shown-once\n',
  );
  expect(whatToOpen(settings, sites, false)).not.toContain('OpenID');
});
