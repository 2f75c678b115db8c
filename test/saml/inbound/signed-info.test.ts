import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { base64Of, readSignedInfo } from '../../../shared/saml/inbound/signed-info.ts';
import { readXml } from '../../../shared/saml/inbound/xml.ts';
import { algorithmUris } from '../../fixtures/signature.ts';
import { refusalOf } from './refusal.ts';

const { exclusive, inclusive, enveloped, rsa, digest } = algorithmUris;
const listOf = (prefixes: string) => `<InclusiveNamespaces xmlns="${exclusive}" PrefixList="${prefixes}"/>`;

const read = (parts: {
  form?: string;
  list?: string;
  ofTransform?: string;
  ofInfo?: string;
  ofReference?: string;
}) => {
  const { form = exclusive, list = '', ofTransform = '', ofInfo = '', ofReference = '' } = parts;
  const text = [
    `<SignedInfo xmlns="http://www.w3.org/2000/09/xmldsig#"${ofInfo}>`,
    `<CanonicalizationMethod Algorithm="${form}">${list}</CanonicalizationMethod>`,
    `<SignatureMethod Algorithm="${rsa.sha256}"/>`,
    `<Reference URI="#_1"${ofReference}><Transforms><Transform Algorithm="${enveloped}"/>`,
    `<Transform Algorithm="${exclusive}">${ofTransform}</Transform></Transforms>`,
    `<DigestMethod Algorithm="${digest.sha384}"/><DigestValue>AAAA</DigestValue></Reference></SignedInfo>`,
  ];
  return readSignedInfo(readXml(Buffer.from(text.join(''))), '_1');
};

const thirtyTwo = Array.from({ length: 32 }, (_, at) => `p${at}`);

describe('readSignedInfo', () => {
  it('hands on what the profile allows', () => {
    expect(read({ form: inclusive })).toEqual({
      canonicalization: 'inclusive',
      canonicalizationPrefixes: [],
      signatureHash: 'sha256',
      digestHash: 'sha384',
      digest: Buffer.from([0, 0, 0]),
      transformPrefixes: [],
    });
  });

  it.each([
    ['', []],
    ['xs', ['xs']],
    ['xs xsi', ['xs', 'xsi']],
    ['#default', ['']],
    ['xs #default', ['xs', '']],
    [' \t xs &#10;&#13; xsi  ', ['xs', 'xsi']],
    [thirtyTwo.join(' '), thirtyTwo],
  ])('reads the prefixes %j', (list, prefixes) => {
    expect(read({ ofTransform: listOf(list) }).transformPrefixes).toEqual(prefixes);
    expect(read({ list: listOf(list) }).canonicalizationPrefixes).toEqual(prefixes);
  });

  it('reads a list without prefixes as an empty one', () => {
    const list = `<InclusiveNamespaces xmlns="${exclusive}"/>`;

    expect(read({ list, ofTransform: list })).toMatchObject({
      canonicalizationPrefixes: [],
      transformPrefixes: [],
    });
  });

  it.each([
    [' Id="a"', ' Id="b"', 'done'],
    [' Type="a"', '', 'signature-structure'],
    ['', ' Type="a"', 'signature-structure'],
  ])('of SignedInfo with%s and Reference with%s: %s', (ofInfo, ofReference, outcome) => {
    expect(refusalOf(() => read({ ofInfo, ofReference }))).toBe(outcome);
  });
});

describe('base64Of', () => {
  it.each([
    ['AAAA', 3],
    [' AA\t\r\nAA  ', 3],
    ['', undefined],
    [' \n ', undefined],
    ['AAA', undefined],
    ['AAAA<x/>', undefined],
  ])('reads %j as %s bytes', (text, length) => {
    expect(base64Of(readXml(Buffer.from(`<a>${text}</a>`)))?.length).toBe(length);
  });
});
