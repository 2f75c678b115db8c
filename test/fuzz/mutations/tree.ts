import { keysOf } from '../../../shared/objects/keys-of.ts';
import { type Branch, branchAt, editAt, type Path, pathsOf, readBranch, writeBranch } from './branch.ts';
import { localNames, prefixes, values } from './dictionary.ts';
import { pick } from './pick.ts';

/** Where and with what; `from` and `to` are elements of `root`, `what` is a drawn number. */
interface Place {
  readonly root: Branch;
  readonly from: Path;
  readonly to: Path;
  readonly what: number;
}

/** The largest message that an inflating operation makes, as the body limit allows. */
const maximumLength = 180_000;

const into = (parent: Branch, child: Branch, what: number): Branch => ({
  ...parent,
  children: parent.children.toSpliced(what % (parent.children.length + 1), 0, child),
});
const localName = (name: string) => name.slice(name.indexOf(':') + 1);
const prefixed = (prefix: string, local: string) => (prefix === '' ? local : `${prefix}:${local}`);

/** `branch` as its forger wants it: another person, and another ID where the drawn number is odd. */
function forged(branch: Branch, what: number): Branch {
  return {
    ...branch,
    attributes: branch.attributes.map(([name, value]) =>
      name === 'ID' && what % 2 === 1 ? ([name, '_evil'] as const) : ([name, value] as const),
    ),
    children: branch.children.map((child) => {
      if (typeof child === 'string') return child;
      return localName(child.name) === 'NameID'
        ? { ...child, children: ['admin@contoso.com'] }
        : forged(child, what);
    }),
  };
}

const operations = {
  remove: ({ root, from }) => editAt(root, from, () => []),
  repeat: ({ root, from }) => editAt(root, from, (branch) => [branch, branch]),
  copy: ({ root, from, to, what }) => {
    const moved = branchAt(root, from);
    return moved === undefined ? root : editAt(root, to, (parent) => [into(parent, moved, what)]);
  },
  move: ({ root, from, to, what }) => {
    const moved = branchAt(root, from);
    const left = editAt(root, from, () => []);
    return moved === undefined ? root : editAt(left, to, (parent) => [into(parent, moved, what)]);
  },
  forgeBefore: ({ root, from, what }) => editAt(root, from, (branch) => [forged(branch, what), branch]),
  forgeBehind: ({ root, from, what }) => editAt(root, from, (branch) => [branch, forged(branch, what)]),
  forgeAround: ({ root, from, to, what }) => {
    const original = branchAt(root, from);
    if (original === undefined) return root;
    const inside = pick(pathsOf(original), to.length + what) ?? [];
    return editAt(root, from, (branch) => [
      editAt(forged(branch, what), inside, (parent) => [into(parent, original, what)]),
    ]);
  },
  wrap: ({ root, from, what }) =>
    editAt(root, from, (branch) => [
      { name: pick(localNames, what) ?? 'x', attributes: [], children: [branch] },
    ]),
  unwrap: ({ root, from }) =>
    editAt(root, from, ({ children }) => children.filter((child) => typeof child !== 'string')),
  rename: ({ root, from, what }) =>
    editAt(root, from, (branch) => [
      { ...branch, name: prefixed(branch.name.split(':').at(-2) ?? '', pick(localNames, what) ?? 'x') },
    ]),
  changePrefix: ({ root, from, what }) =>
    editAt(root, from, (branch) => [
      { ...branch, name: prefixed(pick(prefixes, what) ?? '', localName(branch.name)) },
    ]),
  declare: ({ root, from, what }) =>
    editAt(root, from, (branch) => {
      const prefix = pick(prefixes, what) ?? '';
      const name = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
      if (branch.attributes.some(([known]) => known === name)) return [branch];
      const declaration = [name, pick(values, what >> 3) ?? ''] as const;
      return [{ ...branch, attributes: [...branch.attributes, declaration] }];
    }),
  setAttribute: ({ root, from, to, what }) =>
    editAt(root, from, (branch) => {
      const name =
        pick(['ID', 'xml:lang', 'xml:space', 'Format', 'xsi:type', 'Id', 'xml:id'], to.length) ?? '';
      const others = branch.attributes.filter(([known]) => known !== name);
      return [{ ...branch, attributes: [...others, [name, pick(values, what) ?? '']] }];
    }),
  rotateAttributes: ({ root, from, what }) =>
    editAt(root, from, (branch) => {
      const slot = what % Math.max(1, branch.attributes.length);
      const attributes = [...branch.attributes.slice(slot), ...branch.attributes.slice(0, slot)];
      return [{ ...branch, attributes }];
    }),
  inflate: ({ root, from, what }) => {
    const length = writeBranch(branchAt(root, from) ?? root).length;
    const copies = Math.min(what % 4_096, Math.floor(maximumLength / length));
    return editAt(root, from, (branch) => new Array<Branch>(copies + 1).fill(branch));
  },
} as const satisfies Readonly<Record<string, (place: Place) => Branch>>;

export type TreeOperationName = keyof typeof operations;
export const treeOperationNames = keysOf(operations);

/** `xml` after one operation; unchanged where it is not well-formed enough to be a tree. */
export function mutateTree(
  xml: string,
  operation: TreeOperationName,
  at: number,
  to: number,
  what: number,
): string {
  const root = readBranch(xml);
  if (root === undefined) return xml;
  const paths = pathsOf(root);
  const place = { root, from: pick(paths, at) ?? [], to: pick(paths, to) ?? [], what };
  return writeBranch(operations[operation](place));
}

/** `xml` with `fragment` as a child of one of its elements; unchanged where there is no such place. */
export function insertFragment(xml: string, fragment: string, at: number, what: number): string {
  const root = readBranch(xml);
  const inserted = readBranch(fragment);
  if (root === undefined || inserted === undefined) return xml;
  const path = pick(pathsOf(root), at) ?? [];
  return writeBranch(editAt(root, path, (parent) => [into(parent, inserted, what)]));
}
