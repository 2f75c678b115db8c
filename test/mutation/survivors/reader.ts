import { survivorsOf } from './survivor.ts';

const optimisation = 'the quick way: the long one comes to the same';
const overwritten = 'is overwritten before anybody reads it';
const unreachable = 'cannot be reached: the compiler wants it';
const beyondTheEnd = 'beyond the end is NaN, which is no character of these';
const neverFirst = 'no document has it as its first character: something stands before';

/** Of the strict reader. */
export const reader = [
  ...survivorsOf('shared/saml/inbound/xml/namespace-declaration.ts', [
    ['  [', '[ … => []', 'saves making one string many times over'],
    [
      '...[ns.saml',
      '[ns.saml, ns.samlp, ns.ds, ns.excC14n] => []',
      'saves making one string many times over',
    ],
    [
      "...['http",
      "['http://www.w3.org/2001/XMLSchema-instance', 'http://www.w3.org/2001/XMLSchema'] => []",
      'saves making one string many times over',
    ],
    ["...['http", `'http://www.w3.org/2001/XMLSchema-instance' => ""`, optimisation],
    ["...['http", `'http://www.w3.org/2001/XMLSchema' => ""`, optimisation],
    ['map((name)', '[name, name] => []', 'saves making one string many times over'],
    ['known === undefined', 'known === undefined => true', 'what is well known is an absolute URI too'],
  ]),
  ...survivorsOf('shared/saml/inbound/xml/namespace-scope.ts', [
    ['#hidden', '[] => ["Stryker was here"]', 'nothing is taken out that was not put in before'],
    ['prefix ??', 'declarations[at]?.prefix => declarations[at].prefix', unreachable],
    ['prefix ??', `'' => "Stryker was here!"`, unreachable],
    ['hidden ===', 'hidden === undefined => false', 'to stand for undefined is to stand for nothing'],
  ]),
  ...survivorsOf('shared/saml/inbound/xml/element.ts', [
    ['areElements(children))', 'areElements(children) => false', optimisation],
    ['function areElements', '{ … => {}', optimisation],
    ['return false', "typeof child === 'string' => true", optimisation],
    ['return true', 'true => false', optimisation],
  ]),
  ...survivorsOf('shared/saml/inbound/xml/names.ts', [
    ['let isAscii', 'true => false', optimisation],
    ['end < text.length', 'end < text.length => end <= text.length', beyondTheEnd],
    ['!isAscii', '!isAscii => true', optimisation],
  ]),
  ...survivorsOf('shared/saml/inbound/xml/scanner.ts', [
    ['prefix =', `'' => "Stryker was here!"`, overwritten],
    ['localName =', `'' => "Stryker was here!"`, overwritten],
    ['at < text.length', 'at < text.length => at <= text.length', beyondTheEnd],
    ["malformed('no name')", 'end < 0 => end <= 0', neverFirst],
    ['isNext(lessThan)', 'this.isNext(lessThan) => false', optimisation],
    ['not closed', 'end < 0 => end <= 0', neverFirst],
  ]),
  ...survivorsOf('shared/saml/inbound/xml/start-tag.ts', [
    ['return { prefix', `'' => "Stryker was here!"`, overwritten],
  ]),
  ...survivorsOf('shared/saml/inbound/xml/tree.ts', [
    ['localName.length', 'localName.length === 2 => true', optimisation],
    ['> few', 'attributes.length > few => true', optimisation],
    ['> few', 'attributes.length > few => false', optimisation],
    ['> few', 'attributes.length > few => attributes.length >= few', optimisation],
    ['> few', 'attributes.length > few => attributes.length <= few', optimisation],
    ['> few', '{ … => {}', optimisation],
    [
      'let at = 1',
      'at < attributes.length => at <= attributes.length',
      'what is behind the last has no name',
    ],
    ['a?.', 'a?.localName => a.localName', unreachable],
    ['a?.', 'b?.localName => b.localName', unreachable],
    ['a?.', 'a?.namespace => a.namespace', unreachable],
    ['a?.', 'b?.namespace => b.namespace', unreachable],
    ['declarations.length > 1', 'declarations.length > 1 => true', optimisation],
    ['declarations.length > 1', 'declarations.length > 1 => declarations.length >= 1', optimisation],
  ]),
  ...survivorsOf('shared/saml/inbound/xml/value.ts', [
    ['specialInText', '!specialInText.test(raw) => false', optimisation],
    ['specialInAttribute', '!specialInAttribute.test(raw) => false', optimisation],
    ['decimal =', `'' => "Stryker was here!"`, 'neither is a number'],
    ['decimal =', '[] => ["Stryker was here"]', 'the first of a match is not looked at'],
  ]),
  ...survivorsOf('shared/saml/inbound/xml/read-xml.ts', [
    [
      'startOfDeclaration =',
      '/^<\\?xml[ \\t\\r\\n]/ => /<\\?xml[ \\t\\r\\n]/',
      'a declaration elsewhere is found, and refused, all the same',
    ],
    ['forbidden.find', '[] => ["Stryker was here"]', 'the first of a row is not looked at'],
    ['(1\\.', '…/^<\\?xml[ \\… => …/<\\?xml[ \\…', 'a declaration elsewhere has been refused before'],
    ["'none'", `'none' => ""`, unreachable],
  ]),
];
