import fc from 'fast-check';
import { facts } from '../../fixtures/facts.ts';
import { names } from '../../fixtures/providers/names.ts';
import { attributeValue, characterData } from '../../fixtures/xml-text.ts';

/** Text as people and directories write it, with all that has to be escaped. */
const text = fc.oneof(
  fc.constantFrom(
    facts.signInName,
    facts.issuer,
    facts.identifier,
    '',
    ' ',
    'a\r\nb',
    '<&>"\'',
    'é\u{1f511}',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }).map(withoutIllegal),
);

const prefix = fc.constantFrom('', 'saml', 'q');

interface Written {
  readonly prefix: string;
  readonly declares: boolean;
}

/** An element of the assertion namespace, under a prefix that it may declare itself. */
function element(
  { prefix: of, declares }: Written,
  localName: string,
  attributes: Readonly<Record<string, string>>,
  inner: string,
): string {
  const name = of === '' ? localName : `${of}:${localName}`;
  const declaration = declares ? ` xmlns${of === '' ? '' : `:${of}`}="${names.saml}"` : '';
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${attributeValue(value)}"`);
  return `<${name}${declaration}${pairs.join('')}>${inner}</${name}>`;
}

const written = fc.record({ prefix, declares: fc.boolean() });

const attributeValueElement = fc.tuple(written, text, fc.boolean()).map(([style, value, typed]) => {
  const type = typed ? { 'xmlns:xsi': names.xsi, 'xmlns:xs': names.xs, 'xsi:type': 'xs:string' } : {};
  return element(style, 'AttributeValue', type, characterData(value));
});

const attribute = fc
  .tuple(written, text, fc.array(attributeValueElement, { maxLength: 3 }))
  .map(([style, name, values]) => element(style, 'Attribute', { Name: name }, values.join('')));

const audience = fc
  .tuple(written, fc.array(fc.tuple(written, text), { maxLength: 3 }))
  .map(([style, audiences]) =>
    element(
      style,
      'AudienceRestriction',
      {},
      audiences.map(([own, value]) => element(own, 'Audience', {}, characterData(value))).join(''),
    ),
  );

const nameId = fc
  .tuple(written, text)
  .map(([style, value]) => element(style, 'NameID', {}, characterData(value)));

const authnStatement = fc
  .tuple(written, fc.constantFrom('2026-11-22T12:00:00Z', '2026-01-01T00:00:00.1234567Z', 'never'))
  .map(([style, instant]) => element(style, 'AuthnStatement', { AuthnInstant: instant }, ''));

const condition = fc
  .tuple(written, fc.constantFrom('OneTimeUse', 'ProxyRestriction', 'Condition'))
  .map(([style, localName]) => element(style, localName, {}, ''));

const statement = fc
  .tuple(written, fc.array(attribute, { maxLength: 3 }))
  .map(([style, attributes]) => element(style, 'AttributeStatement', {}, attributes.join('')));

const assertion = fc
  .tuple(written, fc.constantFrom('_evil', facts.assertionId), nameId, statement)
  .map(([style, id, name, attributes]) =>
    element(
      style,
      'Assertion',
      { ID: id, Version: '2.0', IssueInstant: '2026-11-22T12:00:00Z' },
      element({ ...style, declares: false }, 'Issuer', {}, facts.issuer) +
        element({ ...style, declares: false }, 'Subject', {}, name) +
        attributes,
    ),
  );

/** A piece of a SAML message, where it belongs or not: what a grammar of SAML allows to stand somewhere. */
export const fragment: fc.Arbitrary<string> = fc.oneof(
  attribute,
  attributeValueElement,
  audience,
  nameId,
  authnStatement,
  condition,
  statement,
  assertion,
);

function withoutIllegal(value: string): string {
  return value.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
}
