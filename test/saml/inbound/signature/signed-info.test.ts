import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { base64Of, readSignedInfo } from '../../../../shared/saml/inbound/signature/signed-info.ts';
import { readXml } from '../../../../shared/saml/inbound/xml/read-xml.ts';
import { algorithmUris } from '../../../fixtures/signature.ts';
import { refusalOf } from '../refusal.ts';

const { exclusive, inclusive, enveloped, rsa, digest } = algorithmUris;
const listOf = (prefixes: string) => `<InclusiveNamespaces xmlns="${exclusive}" PrefixList="${prefixes}"/>`;

const read = (parts: {
  form?: string;
  transform?: string;
  list?: string;
  ofTransform?: string;
  ofInfo?: string;
  ofReference?: string;
}) => {
  const {
    form = exclusive,
    transform = exclusive,
    list = '',
    ofTransform = '',
    ofInfo = '',
    ofReference = '',
  } = parts;
  const text = [
    `<SignedInfo xmlns="http://www.w3.org/2000/09/xmldsig#"${ofInfo}>`,
    `<CanonicalizationMethod Algorithm="${form}">${list}</CanonicalizationMethod>`,
    `<SignatureMethod Algorithm="${rsa.sha256}"/>`,
    `<Reference URI="#_1"${ofReference}><Transforms><Transform Algorithm="${enveloped}"/>`,
    `<Transform Algorithm="${transform}">${ofTransform}</Transform></Transforms>`,
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
    [exclusive, exclusive, 'done'],
    [`${exclusive}WithComments`, `${exclusive}WithComments`, 'done'],
    [`${exclusive}WithComments`, exclusive, 'done'],
    [inclusive, `${exclusive}WithComments`, 'done'],
    [`${inclusive}#WithComments`, exclusive, 'signature-canonicalization'],
    ['http://www.w3.org/2006/12/xml-c14n11', exclusive, 'signature-canonicalization'],
    [exclusive, inclusive, 'signature-transform'],
    [exclusive, `${inclusive}#WithComments`, 'signature-transform'],
    [exclusive, '', 'signature-transform'],
  ])('of SignedInfo by %j and the element by %j: %s', (form, transform, outcome) => {
    expect(refusalOf(() => read({ form, transform }))).toBe(outcome);
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
