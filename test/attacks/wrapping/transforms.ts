import { algorithmUris } from '../../fixtures/signature.ts';
import type { Attack } from '../attack.ts';
import type { Genuine } from '../genuine.ts';
import { change, swap, swapLast } from '../splice.ts';

const { enveloped, exclusive, inclusive } = algorithmUris;
const withComments = `${exclusive}WithComments`;
const xpath = 'http://www.w3.org/TR/1999/REC-xpath-19991116';
const xpathFilter = 'http://www.w3.org/2002/06/xmldsig-filter2';
const xslt = 'http://www.w3.org/TR/1999/REC-xslt-19991116';
const base64 = 'http://www.w3.org/2000/09/xmldsig#base64';

const transform = (algorithm: string, content = '') =>
  `<Transform Algorithm="${algorithm}">${content}</Transform>`;

/** A signature that the directory made with other transforms than the two of SAML. */
const transforming = (name: string, ...transforms: string[]): Attack => ({
  name: `transforms that are ${name}`,
  attack: ({ write }) =>
    write(
      {},
      {
        editSignedInfo: (info) =>
          change(info, 'Transforms', () => `<Transforms>${transforms.join('')}</Transforms>`),
      },
    ),
  code: 'signature-transform',
});

const prefixList = (list: string, more = '') =>
  `<InclusiveNamespaces xmlns="${exclusive}" PrefixList="${list}">${more}</InclusiveNamespaces>`;

/** A signature that the directory made with another CanonicalizationMethod. */
const canonicalising = (name: string, algorithm: string, content = ''): Attack => ({
  name: `a CanonicalizationMethod that is ${name}`,
  attack: ({ write }) =>
    write(
      {},
      {
        editSignedInfo: (info) =>
          change(
            info,
            'CanonicalizationMethod',
            () => `<CanonicalizationMethod Algorithm="${algorithm}">${content}</CanonicalizationMethod>`,
          ),
      },
    ),
  code: 'signature-canonicalization',
});

const canonicalisedWithComments = ({ write }: Genuine): string =>
  write({}, { editSignedInfo: (info) => swapLast(info, exclusive, withComments) });

/** enveloped-signature, then exclusive canonicalisation by either of its names: nothing else. */
export const transforms: readonly Attack[] = [
  transforming('none'),
  transforming('enveloped-signature alone', transform(enveloped)),
  transforming('exclusive canonicalisation alone', transform(exclusive)),
  transforming('in the other order', transform(exclusive), transform(enveloped)),
  transforming('enveloped-signature twice', transform(enveloped), transform(enveloped)),
  transforming('three', transform(enveloped), transform(exclusive), transform(exclusive)),
  transforming('three, an XPath between', transform(enveloped), transform(xpath), transform(exclusive)),
  transforming(
    'an XPath that leaves all but nothing',
    transform(enveloped),
    transform(xpath, '<XPath>false()</XPath>'),
  ),
  transforming('an XPath filter', transform(enveloped), transform(xpathFilter)),
  transforming('XSLT', transform(enveloped), transform(xslt)),
  transforming('base64', transform(enveloped), transform(base64)),
  transforming(
    'canonicalisation without comments, then with them',
    transform(enveloped),
    transform(exclusive),
    transform(withComments),
  ),
  transforming(
    'canonicalisation with comments and a foreign parameter',
    transform(enveloped),
    transform(withComments, '<XPath>1</XPath>'),
  ),
  transforming(
    'inclusive canonicalisation with comments',
    transform(enveloped),
    transform(`${inclusive}#WithComments`),
  ),
  transforming('a name that only begins like it', transform(enveloped), transform(`${withComments}x`)),
  ...['</NameID>', '<Subject>', '</samlp:Status>', '<SignedInfo>', '</samlp:Response>'].map(
    (place): Attack => ({
      name: `a comment before ${place}, in what is canonicalised with comments`,
      attack: (genuine) => swap(canonicalisedWithComments(genuine), place, `<!-- -->${place}`),
      control: canonicalisedWithComments,
      code: 'xml-comment',
    }),
  ),
  transforming('inclusive canonicalisation', transform(enveloped), transform(inclusive)),
  transforming('of an unknown algorithm', transform(enveloped), transform('urn:x')),
  transforming(
    'enveloped-signature with a parameter',
    transform(enveloped, '<XPath>1</XPath>'),
    transform(exclusive),
  ),
  transforming('enveloped-signature with text', transform(enveloped, 'text'), transform(exclusive)),
  transforming(
    'exclusive canonicalisation with two lists',
    transform(enveloped),
    transform(exclusive, prefixList('xs') + prefixList('xsi')),
  ),
  transforming(
    'exclusive canonicalisation with a list of no namespace',
    transform(enveloped),
    transform(exclusive, '<InclusiveNamespaces PrefixList="xs"></InclusiveNamespaces>'),
  ),
  transforming(
    'exclusive canonicalisation with a list that holds something',
    transform(enveloped),
    transform(exclusive, prefixList('xs', '<x></x>')),
  ),
  transforming(
    'exclusive canonicalisation of 33 prefixes',
    transform(enveloped),
    transform(exclusive, prefixList(Array.from({ length: 33 }, (_, at) => `p${at}`).join(' '))),
  ),
  {
    name: 'a prefix list with an attribute that no schema has',
    attack: ({ write }) =>
      write(
        {},
        { prefixList: 'xs', editSignedInfo: (info) => swap(info, ' PrefixList=', ' A="x" PrefixList=') },
      ),
    control: ({ write }) => write({}, { prefixList: 'xs' }),
    code: 'signature-structure',
  },
  {
    name: 'transforms of another namespace',
    attack: ({ message }) => swap(message, '<Transforms>', '<Transforms xmlns="urn:x">'),
    code: 'signature-structure',
  },
  {
    name: 'one transform of another namespace',
    attack: ({ message }) => swap(message, '<Transform Algorithm', '<Transform xmlns="urn:x" Algorithm'),
    code: 'signature-transform',
  },
  {
    name: 'transforms whose Algorithm has a namespace',
    attack: ({ message }) => swap(message, '<Transform Algorithm', '<Transform xmlns:a="urn:a" a:Algorithm'),
    code: 'signature-transform',
  },
  canonicalising('inclusive with comments', `${inclusive}#WithComments`),
  canonicalising('Canonical XML 1.1', 'http://www.w3.org/2006/12/xml-c14n11'),
  canonicalising('XSLT', xslt),
  canonicalising('the minimal one of old', 'http://www.w3.org/2000/09/xmldsig#minimal'),
  canonicalising('unknown', 'urn:x'),
  canonicalising('nameless', ''),
  canonicalising('inclusive with a PrefixList', inclusive, prefixList('xs')),
  canonicalising('exclusive with a foreign parameter', exclusive, '<Parameter></Parameter>'),
  {
    name: 'a CanonicalizationMethod without Algorithm',
    attack: ({ message }) => change(message, 'CanonicalizationMethod', () => '<CanonicalizationMethod/>'),
    code: 'signature-canonicalization',
  },
];
