import { describe, expect, it } from 'vitest';
import { type LogoutRequestToSend, logoutRequestUrl } from '../../../shared/saml/outbound/logout-request.ts';
import { facts } from '../../fixtures/facts.ts';
import { redirected, shapeOf } from './redirected.ts';

const logoutUrl = `https://login.microsoftonline.com/${facts.directoryId}/saml2`;
const url = (more: Partial<LogoutRequestToSend> = {}) =>
  logoutRequestUrl({
    id: '_1',
    issueInstant: facts.now,
    identifier: facts.identifier,
    logoutUrl,
    nameId: {
      value: facts.signInName,
      format: undefined,
      nameQualifier: undefined,
      spNameQualifier: undefined,
    },
    sessionIndex: '_index',
    ...more,
  });
const contentOf = (text: string) => shapeOf(redirected(text, 'SAMLRequest').message)[2];

describe('a LogoutRequest', () => {
  it('says what Entra needs, and nothing else', () => {
    const { message, target, parameters } = redirected(url(), 'SAMLRequest');

    expect(shapeOf(message)).toEqual([
      'LogoutRequest',
      { ID: '_1', Version: '2.0', IssueInstant: '2026-11-22T12:00:00.000Z', Destination: logoutUrl },
      [
        ['Issuer', {}, facts.identifier],
        ['NameID', {}, facts.signInName],
        ['SessionIndex', {}, '_index'],
      ],
    ]);
    expect(target).toBe(logoutUrl);
    expect(parameters.map(([name]) => name)).toEqual(['SAMLRequest']);
  });

  it('names the person as the assertion did', () => {
    const nameId = { value: 'a', format: 'urn:f', nameQualifier: 'idp', spNameQualifier: 'sp' };

    expect(contentOf(url({ nameId }))[1]).toEqual([
      'NameID',
      { NameQualifier: 'idp', SPNameQualifier: 'sp', Format: 'urn:f' },
      'a',
    ]);
  });

  it('names no session where the assertion named none', () => {
    expect(contentOf(url({ sessionIndex: undefined }))).toHaveLength(2);
  });

  it.each([`"><a b='&amp;'>$&`, '{SessionIndex}', '{Value}', '</saml:NameID>', '\u00e9\u{1f600}'])(
    'says %j as it is, in every place',
    (value) => {
      const nameId = { value, format: value, nameQualifier: value, spNameQualifier: value };
      const [, attributes, content] = shapeOf(
        redirected(url({ nameId, identifier: value, sessionIndex: value }), 'SAMLRequest').message,
      );

      expect(attributes).toMatchObject({ ID: '_1', Destination: logoutUrl });
      expect(content).toEqual([
        ['Issuer', {}, value],
        ['NameID', { NameQualifier: value, SPNameQualifier: value, Format: value }, value],
        ['SessionIndex', {}, value],
      ]);
    },
  );

  it.each([
    ['https://login.example/logout?x=1', 'https://login.example/logout?x=1'],
    ['https://login.example/logout?', 'https://login.example/logout'],
    ['https://login.example/logout#top', 'https://login.example/logout'],
  ])('goes to %s', (given, target) => {
    expect(redirected(url({ logoutUrl: given }), 'SAMLRequest').target).toBe(target);
  });
});
