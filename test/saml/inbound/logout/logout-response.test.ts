import { describe, expect, it } from 'vitest';
import { readLogoutResponse } from '../../../../shared/saml/inbound/logout/logout-response.ts';
import { problemOf } from '../refusal.ts';

const status = (...codes: readonly string[]) =>
  `<samlp:Status>${codes.reduceRight(
    (inner, code) =>
      `<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:${code}">${inner}</samlp:StatusCode>`,
    '',
  )}</samlp:Status>`;
const response = ({
  attributes = 'ID="_1" Version="2.0" IssueInstant="2026-11-22T12:00:00Z" InResponseTo="_r" Destination="https://sp/"',
  issuer = '<Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">https://idp/</Issuer>',
  rest = status('Success'),
} = {}) =>
  Buffer.from(
    `<samlp:LogoutResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ${attributes}>${issuer}${rest}</samlp:LogoutResponse>`,
  );

describe('readLogoutResponse', () => {
  it('reads what it answers, whose it is and what it reports', () => {
    expect(readLogoutResponse(response())).toMatchObject({
      id: '_1',
      issueInstant: new Date('2026-11-22T12:00:00Z'),
      issuer: 'https://idp/',
      inResponseTo: '_r',
      destination: 'https://sp/',
      reported: 'signed-out',
    });
  });

  it.each([
    ['signed-out', ['Success']],
    ['partly', ['Success', 'PartialLogout']],
    ['refused', ['Success', 'RequestDenied']],
    ['refused', ['Success', 'PartialLogout', 'PartialLogout']],
    ['refused', ['Responder']],
    ['refused', ['Responder', 'Success']],
    ['refused', ['Responder', 'PartialLogout']],
    ['refused', ['success']],
  ])('reports %s for %j', (reported, codes) => {
    expect(readLogoutResponse(response({ rest: status(...codes) })).reported).toBe(reported);
  });

  it('reads one that answers nothing', () => {
    const attributes = 'ID="_1" Version="2.0" IssueInstant="2026-11-22T12:00:00Z"';
    expect(readLogoutResponse(response({ attributes })).inResponseTo).toBeUndefined();
  });

  it.each([
    ['no Issuer', { issuer: '' }, 'logout-request-structure'],
    ['no Status', { rest: '' }, 'logout-request-structure'],
    ['two Status', { rest: status('Success') + status('Success') }, 'logout-request-structure'],
    ['a Status without a code', { rest: '<samlp:Status/>' }, 'response-structure'],
    ['no IssueInstant', { attributes: 'ID="_1" Version="2.0"' }, 'logout-request-structure'],
    ['a comment', { rest: `<!-- -->${status('Success')}` }, 'xml-comment'],
  ])('refuses %s', (_, parts, code) => {
    expect(problemOf(() => readLogoutResponse(response(parts)))?.code).toBe(code);
  });
});
