import { describe, expect, it } from 'vitest';
import { Problem } from '../../../../shared/problems/problem.ts';
import { readLogoutRequest } from '../../../../shared/saml/inbound/logout/logout-request.ts';
import { problemOf } from '../refusal.ts';

const now = new Date('2026-11-22T12:00:00Z');

const logoutRequest = ({ attributes = 'ID="_1" Version="2.0"', issuer = 'https://idp/', rest = '' } = {}) =>
  Buffer.from(
    `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" IssueInstant="2026-11-22T12:00:00Z" ${attributes}>` +
      `<Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${issuer}</Issuer>` +
      `<NameID xmlns="urn:oasis:names:tc:SAML:2.0:assertion">hash</NameID>${rest}</samlp:LogoutRequest>`,
  );

const codeOf = (bytes: Uint8Array) => {
  try {
    readLogoutRequest(bytes, now);
    return 'read';
  } catch (error) {
    return error instanceof Problem ? error.code : error;
  }
};

const saml = 'xmlns="urn:oasis:names:tc:SAML:2.0:assertion"';
const problemIn = (bytes: Uint8Array) => problemOf(() => readLogoutRequest(bytes, now));

describe('readLogoutRequest', () => {
  it('reads the ID, the issuer and every session index', () => {
    const rest = '<samlp:SessionIndex>_a</samlp:SessionIndex><samlp:SessionIndex>_b</samlp:SessionIndex>';

    expect(readLogoutRequest(logoutRequest({ rest }), now)).toMatchObject({
      id: '_1',
      issuer: 'https://idp/',
      sessionIndexes: ['_a', '_b'],
    });
  });

  it.each(['EncryptedID', 'BaseID'])('takes an %s, which it does not look at, for the NameID', (name) => {
    const rest = '<samlp:SessionIndex>_a</samlp:SessionIndex>';
    const bytes = Buffer.from(`${logoutRequest({ rest })}`.replaceAll('NameID', name));

    expect(readLogoutRequest(bytes, now).sessionIndexes).toEqual(['_a']);
  });

  it('takes one name, whatever its kind', () => {
    const two = `${logoutRequest()}`.replace('<NameID', `<EncryptedID ${saml}/><NameID`);
    const none = `${logoutRequest()}`.replace(/<NameID.*<.NameID>/, '');

    expect(codeOf(Buffer.from(two))).toBe('logout-request-structure');
    expect(codeOf(Buffer.from(none))).toBe('logout-request-structure');
  });

  it.each([
    ['another version', { attributes: 'ID="_1" Version="1.1"' }, 'logout-request-structure'],
    ['no ID', { attributes: 'Version="2.0"' }, 'logout-request-structure'],
    [
      'an ID of 257 characters',
      { attributes: `ID="${'a'.repeat(257)}" Version="2.0"` },
      'logout-request-structure',
    ],
    ['an ID that is no NCName', { attributes: 'ID="1" Version="2.0"' }, 'logout-request-structure'],
    [
      'one that ended before the clock skew',
      { attributes: 'ID="_1" Version="2.0" NotOnOrAfter="2026-11-22T11:57:00Z"' },
      'logout-request-expired',
    ],
    ['elements of no schema', { rest: '<samlp:Other/>' }, 'logout-request-structure'],
    ['a comment', { issuer: 'https://idp/<!-- -->' }, 'xml-comment'],
  ])('refuses %s', (_, parts, code) => {
    expect(codeOf(logoutRequest(parts))).toBe(code);
  });

  it('takes a signature and extensions in their places', () => {
    const bytes = `${logoutRequest()}`.replace(
      '<NameID',
      '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/><samlp:Extensions/><NameID',
    );

    expect(codeOf(Buffer.from(bytes))).toBe('read');
  });

  it('takes nothing for an index that is empty', () => {
    const rest = '<samlp:SessionIndex/><samlp:SessionIndex>_1</samlp:SessionIndex>';

    expect(readLogoutRequest(logoutRequest({ rest }), now)).toMatchObject({ sessionIndexes: ['_1'] });
  });

  it.each([
    ['<a/>', 'a'],
    [`${logoutRequest({ attributes: 'ID="_1"' })}`, 'no Version 2.0'],
    [`${logoutRequest({ issuer: 'a<x/>' })}`, 'an element in Issuer'],
    [
      `${logoutRequest({ rest: '<samlp:SessionIndex>_1<x/></samlp:SessionIndex>' })}`,
      'an element in SessionIndex',
    ],
    [`${logoutRequest({ attributes: 'Version="2.0"' })}`, 'no ID'],
    [`${logoutRequest({ rest: `<NameID ${saml}/>` })}`, 'NameID in LogoutRequest'],
  ])('tells of %j what is wrong', (text, actual) => {
    expect(problemIn(Buffer.from(text))?.actual).toBe(actual);
  });

  it('tells when it ended, and what time it is', () => {
    const attributes = 'ID="_1" Version="2.0" NotOnOrAfter="2026-11-22T11:56:59Z"';

    expect(problemIn(logoutRequest({ attributes }))).toMatchObject({
      expected: '2026-11-22T11:56:59.000Z',
      actual: '2026-11-22T12:00:00.000Z',
    });
  });

  it('reads an ID of 256 characters', () => {
    expect(codeOf(logoutRequest({ attributes: `ID="${'a'.repeat(256)}" Version="2.0"` }))).toBe('read');
  });

  it('reads one that ended within the clock skew', () => {
    const attributes = 'ID="_1" Version="2.0" NotOnOrAfter="2026-11-22T11:57:01Z"';

    expect(codeOf(logoutRequest({ attributes }))).toBe('read');
  });

  it('refuses a Response', () => {
    const response =
      '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1" Version="2.0"/>';

    expect(codeOf(Buffer.from(response))).toBe('logout-request-structure');
  });
});
