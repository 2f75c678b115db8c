import type { CanonicalDocument } from './canonical-documents.ts';

/** A document and the canonical form of the element T in it, as libxmlsec1 digests it. */
export interface CanonicalSubset extends CanonicalDocument {
  /** The PrefixList; the default namespace is the empty string. */
  readonly inclusivePrefixes: readonly string[];
}

export const canonicalSubsets: readonly CanonicalSubset[] = [
  {
    name: 'the subset declares what it inherits and uses',
    form: 'exclusive',
    inclusivePrefixes: [],
    document: '<R xmlns:b="urn:b" xmlns:c="urn:c"><b:T ID="t"><c:d/></b:T></R>',
    expected: '<b:T xmlns:b="urn:b" ID="t"><c:d xmlns:c="urn:c"></c:d></b:T>',
  },
  {
    name: 'a listed prefix is declared at the apex, used or not',
    form: 'exclusive',
    inclusivePrefixes: ['xs'],
    document: '<R xmlns:xs="urn:xs" xmlns:b="urn:b"><T ID="t"><b:d/></T></R>',
    expected: '<T xmlns:xs="urn:xs" ID="t"><b:d xmlns:b="urn:b"></b:d></T>',
  },
  {
    name: 'the prefix xml is not declared, listed or not',
    form: 'exclusive',
    inclusivePrefixes: ['xml', 'b'],
    document:
      '<R xmlns:xml="http://www.w3.org/XML/1998/namespace" xmlns:b="urn:b"><T ID="t" xml:lang="de"><c xmlns:xml="http://www.w3.org/XML/1998/namespace"/></T></R>',
    expected: '<T xmlns:b="urn:b" ID="t" xml:lang="de"><c></c></T>',
  },
  {
    name: 'a listed prefix that is not in scope is not declared',
    form: 'exclusive',
    inclusivePrefixes: ['xs'],
    document: '<R xmlns:b="urn:b"><T ID="t"/></R>',
    expected: '<T ID="t"></T>',
  },
  {
    name: 'a listed prefix is declared where it is redeclared',
    form: 'exclusive',
    inclusivePrefixes: ['xs'],
    document: '<R xmlns:xs="urn:1"><T ID="t"><d xmlns:xs="urn:2"><e xmlns:xs="urn:2"/></d><f/></T></R>',
    expected: '<T xmlns:xs="urn:1" ID="t"><d xmlns:xs="urn:2"><e></e></d><f></f></T>',
  },
  {
    name: 'a prefix that is not listed is declared where it is used alone',
    form: 'exclusive',
    inclusivePrefixes: ['xs'],
    document: '<R><T ID="t"><d xmlns:b="urn:b"><b:e/></d></T></R>',
    expected: '<T ID="t"><d><b:e xmlns:b="urn:b"></b:e></d></T>',
  },
  {
    name: 'the default namespace is listed as #default',
    form: 'exclusive',
    inclusivePrefixes: [''],
    document: '<R xmlns="urn:d" xmlns:p="urn:p"><p:T ID="t"><p:d xmlns=""><p:e/></p:d></p:T></R>',
    expected: '<p:T xmlns="urn:d" xmlns:p="urn:p" ID="t"><p:d xmlns=""><p:e></p:e></p:d></p:T>',
  },
  {
    name: 'an empty default namespace that is listed is not declared at the apex',
    form: 'exclusive',
    inclusivePrefixes: [''],
    document: '<R xmlns=""><T ID="t"/></R>',
    expected: '<T ID="t"></T>',
  },
  {
    name: 'the nearest declaration of a listed prefix counts',
    form: 'exclusive',
    inclusivePrefixes: ['xs', '', 'xs'],
    document: '<R xmlns:xs="urn:1"><M xmlns:xs="urn:2"><T ID="t"/></M></R>',
    expected: '<T xmlns:xs="urn:2" ID="t"></T>',
  },
  {
    name: 'the subset inherits no xml: attributes in the exclusive form',
    form: 'exclusive',
    inclusivePrefixes: [],
    document: '<R xml:lang="de" xml:space="preserve"><T ID="t"/></R>',
    expected: '<T ID="t"></T>',
  },
  {
    name: 'the subset inherits xml: attributes in the inclusive form',
    form: 'inclusive',
    inclusivePrefixes: [],
    document: '<R xml:lang="de" xml:space="preserve"><M xml:lang="en"><T ID="t" a="1"><d/></T></M></R>',
    expected: '<T ID="t" a="1" xml:lang="en" xml:space="preserve"><d></d></T>',
  },
  {
    name: 'an own xml: attribute overrides the inherited one',
    form: 'inclusive',
    inclusivePrefixes: [],
    document: '<R xml:lang="de"><T ID="t" xml:lang="fr"><d xml:lang="fr"/></T></R>',
    expected: '<T ID="t" xml:lang="fr"><d xml:lang="fr"></d></T>',
  },
  {
    name: 'an attribute of the same name in another namespace overrides no xml: attribute',
    form: 'inclusive',
    inclusivePrefixes: [],
    document: '<R xml:lang="de" xmlns:a="urn:a"><T a:lang="fr"/></R>',
    expected: '<T xmlns:a="urn:a" xml:lang="de" a:lang="fr"></T>',
  },
  {
    name: 'the subset inherits no other attributes',
    form: 'inclusive',
    inclusivePrefixes: [],
    document: '<R xml:lang="de" a="1"><T ID="t"/></R>',
    expected: '<T ID="t" xml:lang="de"></T>',
  },
  {
    name: 'the subset inherits every namespace in the inclusive form',
    form: 'inclusive',
    inclusivePrefixes: [],
    document:
      '<R xmlns="urn:d" xmlns:b="urn:b"><M xmlns:b="urn:2" xmlns:c="urn:c"><T ID="t"><b:d/></T></M></R>',
    expected: '<T xmlns="urn:d" xmlns:b="urn:2" xmlns:c="urn:c" ID="t"><b:d></b:d></T>',
  },
  {
    name: 'the subset does not inherit a default namespace that was undeclared',
    form: 'inclusive',
    inclusivePrefixes: [],
    document: '<R xmlns="urn:d"><M xmlns=""><T ID="t"/></M></R>',
    expected: '<T ID="t"></T>',
  },
];
