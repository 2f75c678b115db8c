import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { canonicalXml } from '../../../../shared/saml/inbound/xml/canonical-xml.ts';
import type { XmlElement } from '../../../../shared/saml/inbound/xml/element.ts';
import { readXml } from '../../../../shared/saml/inbound/xml/read-xml.ts';
import { canonicalDocuments } from './canonical-documents.ts';
import { canonicalSubsets } from './canonical-subsets.ts';

const treeOf = (document: string): XmlElement => readXml(Buffer.from(document));

function elementCalled(name: string, within: XmlElement): XmlElement {
  if (within.localName === name) return within;
  const [next] = within.children.filter((child) => typeof child !== 'string');
  if (next === undefined) throw new TypeError(`there is no ${name}`);
  return elementCalled(name, next);
}

describe('canonicalXml', () => {
  it.each(canonicalDocuments)('$form: $name', ({ document, form, expected }) => {
    expect(canonicalXml(treeOf(document), { form })).toBe(expected);
  });

  it.each(canonicalSubsets)(
    '$form, of a subset: $name',
    ({ document, form, inclusivePrefixes, expected }) => {
      const apex = elementCalled('T', treeOf(document));

      expect(canonicalXml(apex, { form, inclusivePrefixes })).toBe(expected);
    },
  );

  it.each(canonicalDocuments)('$form: is its own canonical form: $name', ({ form, expected }) => {
    expect(canonicalXml(treeOf(expected), { form })).toBe(expected);
  });

  it('leaves out one subtree, and nothing else', () => {
    const tree = treeOf('<a>1<b>2</b>3<b>2</b>4</a>');
    const [, without] = tree.children;
    if (without === undefined || typeof without === 'string') throw new TypeError('no element');

    expect(canonicalXml(tree, { form: 'exclusive', without })).toBe('<a>13<b>2</b>4</a>');
  });
});
