import type { EncryptionChoices } from '../../fixtures/encrypt.ts';
import { after, before, elementIn, endWith, swap, without } from '../splice.ts';
import { type EncryptionAcceptance, type EncryptionAttack, opened, sealing } from './row.ts';
import { sealed } from './sealed.ts';

type Edit = (encrypted: string) => string;

const shaped = (name: string, outside: Edit, encryption: EncryptionChoices = {}): EncryptionAttack =>
  sealing(name, { outside, encryption }, 'encryption-structure');

const ds = 'xmlns="http://www.w3.org/2000/09/xmldsig#"';
const keyInfoStart = `<KeyInfo ${ds}>`;
const dataStart =
  '<xenc:EncryptedData xmlns:xenc="http://www.w3.org/2001/04/xmlenc#" Type="http://www.w3.org/2001/04/xmlenc#Element">';
const reference = '<xenc:CipherReference URI="https://attacker.example/cipher-text"></xenc:CipherReference>';
const retrieval = `<RetrievalMethod Type="http://www.w3.org/2001/04/xmlenc#EncryptedKey" URI="#key"></RetrievalMethod>`;

const keyType = '#EncryptedKey"';

/** With the key beside, and a RetrievalMethod in the data that names it, as some providers write. Canonical. */
const pointedTo: Edit = (text) => {
  const withPointer = before(text, '<xenc:CipherData>', `${keyInfoStart}${retrieval}</KeyInfo>`);
  const keyStart = '<xenc:EncryptedKey xmlns:xenc="http://www.w3.org/2001/04/xmlenc#"';
  return swap(withPointer, keyStart, `${keyStart} Id="key"`);
};
const pointingToData: Edit = (text) =>
  swap(swap(text, '<xenc:EncryptedData ', '<xenc:EncryptedData Id="data" '), ' URI="#key"', ' URI="#data"');

const keyIn = (encrypted: string) => elementIn(encrypted, 'xenc:EncryptedKey');
const valueIn = (text: string) => elementIn(text, 'xenc:CipherValue');

/** With the CipherValue of the key changed, or with the other one. */
const ofKey =
  (edit: Edit): Edit =>
  (encrypted) =>
    swap(encrypted, keyIn(encrypted), edit(keyIn(encrypted)));
const ofData =
  (edit: Edit): Edit =>
  (encrypted) => {
    const key = keyIn(encrypted);
    return swap(edit(swap(encrypted, key, 'KEY')), 'KEY', key);
  };
const withValue =
  (text: string): Edit =>
  (element) =>
    swap(element, valueIn(element), text);
const bytes = (count: number) =>
  `<xenc:CipherValue>${Buffer.alloc(count, 1).toString('base64')}</xenc:CipherValue>`;

/** What points elsewhere, stands twice or is no part of the schema. */
export const structures: readonly EncryptionAttack[] = [
  shaped('a CipherReference for the content', ofData(withValue(reference))),
  shaped('a CipherReference for the key', ofKey(withValue(reference))),
  shaped(
    'a CipherReference beside the CipherValue',
    ofData((data) => after(data, '</xenc:CipherValue>', reference)),
  ),
  shaped('a RetrievalMethod beside the key', (text) => after(text, keyInfoStart, retrieval)),
  shaped('a RetrievalMethod in place of the key', (text) => swap(text, keyIn(text), retrieval)),
  ...[
    ['to a key without an Id', (text: string) => without(text, ' Id="key"')],
    ['to a key by another ID attribute', (text: string) => swap(text, ' Id="key"', ' ID="key"')],
    ['to a key by an Id of another namespace', (text: string) => swap(text, ' Id="key"', ' xenc:Id="key"')],
    ['to another Id', (text: string) => swap(text, ' URI="#key"', ' URI="#other"')],
    ['to the Id in another case', (text: string) => swap(text, ' URI="#key"', ' URI="#KEY"')],
    ['to the whole document', (text: string) => swap(text, ' URI="#key"', ' URI=""')],
    ['to an empty Id', (text: string) => swap(swap(text, ' URI="#key"', ' URI="#"'), ' Id="key"', ' Id=""')],
    ['nowhere', (text: string) => without(text, ' URI="#key"')],
    ['elsewhere', (text: string) => swap(text, ' URI="#key"', ' URI="https://attacker.example/#key"')],
    ['to a file', (text: string) => swap(text, ' URI="#key"', ' URI="file:///etc/passwd"')],
    ['by an XPointer', (text: string) => swap(text, ' URI="#key"', ` URI="#xpointer(id('key'))"`)],
    ['to the encrypted data', (text: string) => pointingToData(text)],
    ['to something of another Type', (text: string) => swap(text, keyType, '#X509Data"')],
    [
      'to something of no Type',
      (text: string) => without(text, ` Type="http://www.w3.org/2001/04/xmlenc${keyType}`),
    ],
    ['with a third attribute', (text: string) => swap(text, ' URI="#key"', ' URI="#key" Id="_r"')],
    [
      'through a transform',
      (text: string) =>
        after(
          text,
          ' URI="#key">',
          '<Transforms><Transform Algorithm="http://www.w3.org/2000/09/xmldsig#base64"></Transform></Transforms>',
        ),
    ],
    ['through no transforms', (text: string) => after(text, ' URI="#key">', '<Transforms></Transforms>')],
    ['with text in it', (text: string) => after(text, ' URI="#key">', 'key')],
    ['twice', (text: string) => after(text, retrieval, retrieval)],
    [
      'to one of two keys',
      (text: string) => after(text, '</xenc:EncryptedKey>', without(keyIn(text), ' Id="key"')),
    ],
    [
      'beside a key in the same KeyInfo',
      (text: string) => after(text, retrieval, swap(keyIn(text), ' Id="key"', '')),
    ],
    [
      'in X509Data, to a key beside',
      (text: string) => swap(text, retrieval, `<X509Data>${retrieval}</X509Data>`),
    ],
    [
      'of another namespace',
      (text: string) => swap(text, '<RetrievalMethod', '<RetrievalMethod xmlns="urn:x"'),
    ],
  ].map(([where, edit]): EncryptionAttack => {
    const outside = (text: string) => (edit as Edit)(pointedTo(text));
    return {
      ...shaped(`a RetrievalMethod ${where}`, outside, { place: 'beside' }),
      control: (genuine) => sealed(genuine, { outside: pointedTo, encryption: { place: 'beside' } }),
    };
  }),
  shaped('a RetrievalMethod in X509Data', (text) =>
    after(text, keyInfoStart, `<X509Data>${retrieval}</X509Data>`),
  ),
  shaped('an AgreementMethod', (text) =>
    after(
      text,
      keyInfoStart,
      '<xenc:AgreementMethod Algorithm="http://www.w3.org/2009/xmlenc11#ECDH-ES"></xenc:AgreementMethod>',
    ),
  ),
  shaped('two keys inside', (text) => after(text, '</xenc:EncryptedKey>', keyIn(text))),
  shaped('two keys beside', (text) => after(text, '</xenc:EncryptedKey>', keyIn(text)), {
    place: 'beside',
  }),
  shaped('a key inside and one beside', (text) =>
    after(
      text,
      '</xenc:EncryptedData>',
      swap(
        keyIn(text),
        '<xenc:EncryptedKey>',
        '<xenc:EncryptedKey xmlns:xenc="http://www.w3.org/2001/04/xmlenc#">',
      ),
    ),
  ),
  shaped('no key', (text) => without(text, keyIn(text))),
  shaped('no KeyInfo', (text) => without(text, elementIn(text, 'KeyInfo'))),
  shaped(
    'a key in the KeyInfo of the key',
    ofKey((key) => before(key, '<xenc:CipherData>', `<KeyInfo>${key}</KeyInfo>`)),
  ),
  shaped(
    'a RetrievalMethod in the KeyInfo of the key',
    ofKey((key) => before(key, '<xenc:CipherData>', `<KeyInfo>${retrieval}</KeyInfo>`)),
  ),
  shaped('OAEPparams', (text) =>
    before(text, '<DigestMethod', '<xenc:OAEPparams>bGF0Y2hrZXk=</xenc:OAEPparams>'),
  ),
  shaped('two DigestMethods', (text) => before(text, '<DigestMethod', elementIn(text, 'DigestMethod'))),
  shaped('a mask of rsa-oaep-mgf1p', (text) =>
    before(
      text,
      '<DigestMethod',
      '<x:MGF xmlns:x="http://www.w3.org/2009/xmlenc11#" Algorithm="http://www.w3.org/2009/xmlenc11#mgf1sha1"></x:MGF>',
    ),
  ),
  shaped('another KeySize than the algorithm has', (text) =>
    swap(
      text,
      '#aes256-cbc"></xenc:EncryptionMethod>',
      '#aes256-cbc"><xenc:KeySize>128</xenc:KeySize></xenc:EncryptionMethod>',
    ),
  ),
  shaped('an element within KeySize', (text) =>
    swap(
      text,
      '#aes256-cbc"></xenc:EncryptionMethod>',
      '#aes256-cbc"><xenc:KeySize>256<x></x></xenc:KeySize></xenc:EncryptionMethod>',
    ),
  ),
  shaped('no EncryptionMethod of the content', (text) =>
    without(text, elementIn(text, 'xenc:EncryptionMethod')),
  ),
  shaped(
    'no EncryptionMethod of the key',
    ofKey((key) => without(key, elementIn(key, 'xenc:EncryptionMethod'))),
  ),
  shaped('the content of an element', (text) => swap(text, '#Element"', '#Content"')),
  shaped('two EncryptedData', (text) =>
    after(text, '</xenc:EncryptedData>', elementIn(text, 'xenc:EncryptedData')),
  ),
  shaped('no EncryptedData', (text) => without(text, elementIn(text, 'xenc:EncryptedData'))),
  shaped('EncryptedData of another namespace', (text) =>
    swap(text, dataStart, dataStart.replace('2001/04/xmlenc#"', '2001/04/xmlenc"')),
  ),
  shaped('text in EncryptedData', (text) => after(text, dataStart, 'text')),
  shaped('an unknown element behind EncryptedData', (text) => endWith(text, '<Advice></Advice>')),
  shaped('a Transforms in CipherData', (text) =>
    before(text, '<xenc:CipherValue>', '<xenc:Transforms></xenc:Transforms>'),
  ),
  shaped('a CipherValue that is not base64', ofData(withValue('<xenc:CipherValue>****</xenc:CipherValue>'))),
  shaped('an empty CipherValue', ofData(withValue('<xenc:CipherValue></xenc:CipherValue>'))),
  shaped(
    'a CipherValue with an element in it',
    ofData((data) => after(data, '<xenc:CipherValue>', '<a></a>')),
  ),
  shaped('a key that is not base64', ofKey(withValue('<xenc:CipherValue>QQ=</xenc:CipherValue>'))),
  shaped('a key wrapped for RSA-1024', ofKey(withValue(bytes(128)))),
  shaped('a wrapped key of a byte less', ofKey(withValue(bytes(255)))),
  shaped('a wrapped key of 100 kB', ofKey(withValue(bytes(100_000)))),
];

/** What stands in genuine messages beside the key and is not looked at. */
export const friendlyStructures: readonly EncryptionAcceptance[] = [
  opened('no Type', {
    outside: (text) => swap(text, ' Type="http://www.w3.org/2001/04/xmlenc#Element"', ''),
  }),
  opened('the KeySize of the algorithm', {
    outside: (text) =>
      swap(
        text,
        '#aes256-cbc"></xenc:EncryptionMethod>',
        '#aes256-cbc"><xenc:KeySize>256</xenc:KeySize></xenc:EncryptionMethod>',
      ),
  }),
  opened('a KeyName beside the key', {
    outside: (text) => after(text, keyInfoStart, '<KeyName>acme</KeyName>'),
  }),
  opened('the certificate in the KeyInfo of the key', {
    outside: ofKey((key) =>
      before(
        key,
        '<xenc:CipherData>',
        '<KeyInfo><X509Data><X509Certificate>AA==</X509Certificate></X509Data></KeyInfo>',
      ),
    ),
  }),
  opened('no DigestMethod, which means SHA-1', {
    outside: (text) => without(text, elementIn(text, 'DigestMethod')),
  }),
  opened('a ReferenceList of the key', {
    outside: ofKey((key) =>
      endWith(
        key,
        '<xenc:ReferenceList><xenc:DataReference URI="#data"></xenc:DataReference></xenc:ReferenceList>',
      ),
    ),
  }),
  opened('a RetrievalMethod that names the one key beside', {
    outside: pointedTo,
    encryption: { place: 'beside' },
  }),
  opened('a RetrievalMethod behind a KeyName', {
    outside: (text) => after(pointedTo(text), keyInfoStart, '<KeyName>acme</KeyName>'),
    encryption: { place: 'beside' },
  }),
  opened('CipherValues in lines', {
    outside: (text) =>
      text.replace(/(?<=<xenc:CipherValue>)[^<]+/g, (base64) => base64.replace(/.{76}/g, '$&\n')),
  }),
];
