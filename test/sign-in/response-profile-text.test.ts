import fc from 'fast-check';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import type { ResponseProfile } from '../../shared/sign-in/response-profile.ts';
import { responseProfileFromText, responseProfileText } from '../../shared/sign-in/response-profile-text.ts';
import { fullNameOf, shortNameOf } from '../../shared/sign-in/short-name.ts';

const soap = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/';
const microsoft = 'http://schemas.microsoft.com/identity/claims/';
const profile: ResponseProfile = {
  nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  nameIdFrom: [`${soap}name`],
  claims: [`${microsoft}tenantid`, `${soap}emailaddress`, `${soap}name`, `${soap}department`, 'mail'],
  signed: 'assertion',
  signatureHash: 'sha256',
  certificate: '9a6728d0c2d97395ef66a80a4297e89d9edaa347',
};

it('is short where directories send what most of them send', () => {
  expect(responseProfileText(profile)).toBe(
    '[":1.1:nameid-format:emailAddress","assertion","sha256","9a6728d0c2d97395ef66a80a4297e89d9edaa347",["n"],["t","e","n","-department","mail"]]',
  );
});

it.each<[string, ResponseProfile]>([
  ['whole', profile],
  [
    'with what is optional left out',
    { nameIdFrom: [], claims: [], signed: 'both', certificate: profile.certificate },
  ],
])('is read as it was written, %s', (_, written) => {
  expect(v.parse(responseProfileFromText, responseProfileText(written))).toStrictEqual(written);
});

it.each([
  't',
  '=t',
  '-t',
  '',
  '=',
  `${soap}`,
  `${soap}x`,
  `${microsoft}tenantid`,
  '*',
  '__proto__',
  'toString',
])('returns the name %j from its short form', (name) => {
  expect(fullNameOf(shortNameOf(name))).toBe(name);
});

it('returns any name and any format from its short form', () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ maxLength: 2, unit: fc.constantFrom(...'=-+*:_atn') }),
    fc.string().map((rest) => soap + rest),
    fc.string().map((rest) => `urn:oasis:names:tc:SAML:${rest}`),
  );
  fc.assert(
    fc.property(text, fc.array(text), (nameIdFormat, claims) => {
      const written = { ...profile, nameIdFormat, claims };
      expect(v.parse(responseProfileFromText, responseProfileText(written))).toStrictEqual(written);
    }),
  );
});

it.each(['', '[]', '{}', '["a","assertion","sha256",7,[],[]]', '[null,"neither",null,"9a",[],[]]'])(
  'refuses %j',
  (text) => {
    expect(v.safeParse(responseProfileFromText, text).success).toBe(false);
  },
);
