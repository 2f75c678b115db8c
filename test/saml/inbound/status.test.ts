import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { readStatus, requireSuccess } from '../../../shared/saml/inbound/status.ts';
import { readXml } from '../../../shared/saml/inbound/xml/read-xml.ts';
import { problemOf } from './refusal.ts';

const base = 'urn:oasis:names:tc:SAML:2.0:status:';
const code = (value: string, within = '') => `<StatusCode Value="${base}${value}">${within}</StatusCode>`;
const statusOf = (...content: string[]) =>
  readStatus(
    readXml(Buffer.from(`<Status xmlns="urn:oasis:names:tc:SAML:2.0:protocol">${content.join('')}</Status>`)),
  );

describe('readStatus', () => {
  it('reads the codes from the outermost inwards, and the message', () => {
    expect(
      statusOf(
        code('Responder', code('NoPassive', code('Other'))),
        '<StatusMessage>AADSTS50105</StatusMessage>',
      ),
    ).toEqual({
      codes: [`${base}Responder`, `${base}NoPassive`, `${base}Other`],
      message: 'AADSTS50105',
    });
  });

  it('keeps a code without value as a code', () => {
    expect(statusOf('<StatusCode/>').codes).toEqual(['no Value']);
  });

  it('refuses a message with elements in it', () => {
    expect(problemOf(() => statusOf(code('Success'), '<StatusMessage>a<b/></StatusMessage>'))).toMatchObject({
      code: 'response-structure',
      actual: 'an element in StatusMessage',
    });
  });
});

describe('requireSuccess', () => {
  it('passes a plain Success', () => {
    expect(problemOf(() => requireSuccess(statusOf(code('Success'))))).toBeUndefined();
  });

  it.each([
    ['an error', [code('Responder')], 'Responder'],
    ['an error within a Success', [code('Success', code('NoPassive'))], 'Success / NoPassive'],
    ['a Success within an error', [code('Responder', code('Success'))], 'Responder / Success'],
    [
      'an error with its message',
      [code('Requester', code('RequestUnsupported')), '<StatusMessage>AADSTS75011: no</StatusMessage>'],
      'Requester / RequestUnsupported: AADSTS75011: no',
    ],
  ])('refuses %s in its own words', (_, content, actual) => {
    const problem = problemOf(() => requireSuccess(statusOf(...content)));

    expect(problem?.code).toBe('status-not-success');
    expect(problem?.actual).toBe(actual);
  });
});
