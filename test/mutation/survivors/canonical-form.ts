import { survivorsOf } from './survivor.ts';

const optimisation = 'spares work alone: what is done for nothing changes nothing';
const sameAtApex = 'all that the apex has in scope is inherited already, and is never taken twice';

export const canonicalForm = survivorsOf('shared/saml/inbound/xml/canonical-xml.ts', [
  ['if (this.#inclusive', 'this.#inclusive || this.#prefixes.size > 0 => true', optimisation],
  ['if (this.#inclusive', 'this.#prefixes.size > 0 => this.#prefixes.size >= 0', optimisation],
  ['const outer =', 'changes === none => false', optimisation],
  ['this.#enter(outer)', 'outer !== none => true', optimisation],
  [
    'if (inherited === undefined',
    'inherited === undefined && (this.#inclusive || this.#prefixes.size > 0) => true',
    sameAtApex,
  ],
  [
    'if (inherited === undefined',
    'inherited === undefined && (this.#inclusive || this.#prefixes.size > 0) => inherited === undefined || this.#inclusive || this.#prefixes.size > 0',
    sameAtApex,
  ],
  ['if (inherited === undefined', 'inherited === undefined => true', sameAtApex],
  ['if (inherited === undefined', 'this.#inclusive || this.#prefixes.size > 0 => true', optimisation],
  ['if (inherited === undefined', 'this.#prefixes.size > 0 => this.#prefixes.size >= 0', optimisation],
  [
    'if (!this.#inclusive)',
    '!this.#inclusive => true',
    'in the inclusive form whatever is used is rendered already, because all in scope is',
  ],
  ['changes.length > 1', 'changes.length > 1 => true', optimisation],
  ['changes.length > 1', 'changes.length > 1 => changes.length >= 1', optimisation],
  [
    'this.#compare(before, attribute) > 0',
    'before !== undefined && this.#compare(before, attribute) > 0 => true',
    'sorts what is sorted already, to the same order',
  ],
  [
    'this.#compare(before, attribute) > 0',
    'this.#compare(before, attribute) > 0 => true',
    'sorts what is sorted already, to the same order',
  ],
  [
    'this.#compare(before, attribute) > 0',
    'this.#compare(before, attribute) > 0 => this.#compare(before, attribute) >= 0',
    'no two attributes of an element are equal: the reader refuses them',
  ],
  ['if (a === b) return 0;', 'a === b => false', 'the loop below comes to both ends, which rank alike'],
  ['while (at < a.length', 'at < a.length => true', 'beyond the end is NaN, which equals nothing'],
  ['while (at < a.length', 'at < a.length => at <= a.length', 'beyond the end is NaN, which equals nothing'],
  ['text.charCodeAt(at) : -1', '-1 => +1', 'U+0001 is a legal character nowhere'],
  [
    "textEscapes[character] ?? ''",
    '\'\' => "Stryker was here!"',
    'the table has every character of the pattern',
  ],
  ['if (!inAttribute.test(text))', '!inAttribute.test(text) => false', optimisation],
  [
    "attributeEscapes[character] ?? ''",
    '\'\' => "Stryker was here!"',
    'the table has every character of the pattern',
  ],
]);
