import type { Problem } from '../../../problems/problem.ts';
import { childElements, isElement, type XmlElement } from './element.ts';

/** One particle of a schema sequence: which element (or a choice of them), and how often at this place. */
export interface Particle {
  readonly namespace: string;
  readonly names: readonly [string, ...string[]];
  readonly minimum: 0 | 1;
  readonly maximum: 1 | typeof Number.POSITIVE_INFINITY;
}

/** `name` exactly once. */
export const one = (namespace: string, name: string): Particle => ({
  namespace,
  names: [name],
  minimum: 1,
  maximum: 1,
});

/** Exactly one of `names`. */
export const oneOf = (namespace: string, ...names: [string, ...string[]]): Particle => ({
  namespace,
  names,
  minimum: 1,
  maximum: 1,
});

/** `name` at most once. */
export const optional = (namespace: string, name: string): Particle => ({
  namespace,
  names: [name],
  minimum: 0,
  maximum: 1,
});

/** Any of `names`, in any order, as often as they come. */
export const any = (namespace: string, ...names: [string, ...string[]]): Particle => ({
  namespace,
  names,
  minimum: 0,
  maximum: Number.POSITIVE_INFINITY,
});

/**
 * The children of `parent`, where they are exactly the sequence that the schema gives: nothing between, before
 * or after, and white space as the only text.
 * @throws what `refuse` makes of the first deviation
 */
export function readSequence(
  parent: XmlElement,
  particles: readonly Particle[],
  refuse: (what: string) => Problem,
): Children {
  const children = childElements(parent);
  if (children === undefined) throw refuse(`text in ${parent.localName}`);
  let at = 0;
  for (const { namespace, names, minimum, maximum } of particles) {
    const first = at;
    for (let next = children[at]; next !== undefined; next = children[at]) {
      const isNext = next.namespace === namespace && names.includes(next.localName);
      if (!isNext || at - first === maximum) break;
      at += 1;
    }
    if (at - first < minimum) throw refuse(`no ${names[0]} in ${parent.localName}`);
  }
  const unexpected = children[at];
  if (unexpected !== undefined) throw refuse(`${unexpected.localName} in ${parent.localName}`);
  return new Children(children);
}

/**
 * The children of `parent`, where every one is a `name`.
 * @throws what `refuse` makes of the first that is not
 */
export function readList(
  parent: XmlElement,
  namespace: string,
  name: string,
  refuse: (what: string) => Problem,
): readonly XmlElement[] {
  const children = childElements(parent);
  if (children === undefined) throw refuse(`text in ${parent.localName}`);
  for (const child of children) {
    if (!isElement(child, namespace, name)) throw refuse(`${child.localName} in ${parent.localName}`);
  }
  return children;
}

/** What {@link readSequence} found. No schema here has one local name in two namespaces. */
export class Children {
  readonly #elements: readonly XmlElement[];

  constructor(elements: readonly XmlElement[]) {
    this.#elements = elements;
  }

  /** Every element of this name, in document order. */
  all(name: string): readonly XmlElement[] {
    return this.#elements.filter(({ localName }) => localName === name);
  }

  /** The element of this name, if it is there. */
  optional(name: string): XmlElement | undefined {
    return this.#elements.find(({ localName }) => localName === name);
  }

  /** The element of a particle made by {@link one}. @throws TypeError for another particle's */
  one(name: string): XmlElement {
    const element = this.optional(name);
    if (element === undefined) throw new TypeError(`${name} is not a required particle`);
    return element;
  }
}
