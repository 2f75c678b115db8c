import { describe, expect, it } from 'vitest';
import * as ns from '../../../shared/saml/inbound/xml/namespaces.ts';
import {
  type LogoutResponseToSend,
  logoutResponseUrl,
} from '../../../shared/saml/outbound/logout-response.ts';
import { facts } from '../../fixtures/facts.ts';
import { redirected, shapeOf } from './redirected.ts';

const logoutUrl = `https://login.microsoftonline.com/${facts.directoryId}/saml2`;
const url = (more: Partial<LogoutResponseToSend> = {}) =>
  logoutResponseUrl({
    outcome: 'ended',
    id: '_1',
    issueInstant: facts.now,
    identifier: facts.identifier,
    logoutUrl,
    inResponseTo: facts.requestId,
    ...more,
  });

describe('a LogoutResponse', () => {
  it('says Success to the request that it answers', () => {
    const { message, target } = redirected(url(), 'SAMLResponse');

    expect(shapeOf(message)).toEqual([
      'LogoutResponse',
      {
        ID: '_1',
        Version: '2.0',
        IssueInstant: '2026-11-22T12:00:00.000Z',
        Destination: logoutUrl,
        InResponseTo: facts.requestId,
      },
      [
        ['Issuer', {}, facts.identifier],
        ['Status', {}, [['StatusCode', { Value: 'urn:oasis:names:tc:SAML:2.0:status:Success' }, '']]],
      ],
    ]);
    expect(message.namespace).toBe(ns.samlp);
    expect(target).toBe(logoutUrl);
  });

  it.each([
    ['some-live', 'PartialLogout', 'Not every session that the request names was ended.'],
    ['none-named', 'RequestDenied', 'The request has no SessionIndex. No session was ended.'],
  ] as const)('says Responder where %s', (outcome, code, sentence) => {
    const status = 'urn:oasis:names:tc:SAML:2.0:status';
    const [, , content] = shapeOf(redirected(url({ outcome }), 'SAMLResponse').message);

    expect(content[1]).toEqual([
      'Status',
      {},
      [
        [
          'StatusCode',
          { Value: `${status}:Responder` },
          [['StatusCode', { Value: `${status}:${code}` }, '']],
        ],
        ['StatusMessage', {}, sentence],
      ],
    ]);
  });

  it.each(['state', 'a b&c=d#e', '"><script>', '\r\nSet-Cookie: a=b', 'x'.repeat(2_000)])(
    'hands back the Relay State %j as it came',
    (relayState) => {
      const answer = url({ relayState });

      expect(answer).toMatch(/^[\x21-\x7e]+$/);
      expect(new URL(answer).searchParams.get('RelayState')).toBe(relayState);
    },
  );

  it('has no Relay State where none came', () => {
    expect(url()).not.toContain('RelayState');
  });

  it('says every value as it is', () => {
    const hostile = `"><a b='&amp;'>$&`;
    const [, attributes, content] = shapeOf(
      redirected(url({ identifier: hostile, inResponseTo: '_a.\u00e9-1' }), 'SAMLResponse').message,
    );

    expect(attributes).toMatchObject({ InResponseTo: '_a.\u00e9-1', Destination: logoutUrl });
    expect(content[0]).toEqual(['Issuer', {}, hostile]);
  });

  it.each([
    ['https://login.example/logout?x=1', 'https://login.example/logout?x=1'],
    ['https://login.example/logout?', 'https://login.example/logout'],
    ['https://login.example/logout#top', 'https://login.example/logout'],
  ])('goes to %s', (given, target) => {
    expect(redirected(url({ logoutUrl: given }), 'SAMLResponse').target).toBe(target);
  });

  it('names the directory as it calls itself', () => {
    const given = 'https://login.example/logout?a={Issuer}&b="<';
    expect(shapeOf(redirected(url({ logoutUrl: given }), 'SAMLResponse').message)[1]).toMatchObject({
      Destination: given,
    });
  });
});
