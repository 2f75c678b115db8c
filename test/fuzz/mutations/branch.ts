/** An element as an attacker's editor holds it: names and values as they stand in the text, unchecked. */
export interface Branch {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly children: readonly (Branch | string)[];
}

const token = /<\/?([^\s>/]+)((?:\s+[^\s=>]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|[^<]+/g;
const attribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** The root element of `xml`, or undefined where it is not as well-formed as this takes. */
export function readBranch(xml: string): Branch | undefined {
  const body = xml.replace(/^<\?xml[^>]*\?>/, '');
  const open: { name: string; attributes: Branch['attributes']; children: (Branch | string)[] }[] = [];
  let root: Branch | undefined;
  let end = 0;
  const close = (branch: Branch) => {
    const parent = open.at(-1);
    if (parent === undefined) root ??= branch;
    else parent.children.push(branch);
  };
  for (const found of body.matchAll(token)) {
    if (found.index !== end) return undefined;
    const [text, name, attributes = '', slash] = found;
    end += text.length;
    if (name === undefined) open.at(-1)?.children.push(text);
    else if (text.startsWith('</')) {
      const ended = open.pop();
      if (ended?.name !== name) return undefined;
      close(ended);
    } else {
      const pairs = [...attributes.matchAll(attribute)].map(
        ([, key = '', double, single]) => [key, (double ?? single ?? '').replaceAll('"', '&quot;')] as const,
      );
      if (slash === '/') close({ name, attributes: pairs, children: [] });
      else open.push({ name, attributes: pairs, children: [] });
    }
  }
  return open.length === 0 && end === body.length ? root : undefined;
}

/** The text of a branch. */
export function writeBranch({ name, attributes, children }: Branch): string {
  const start = attributes.map(([key, value]) => ` ${key}="${value}"`).join('');
  const inner = children.map((child) => (typeof child === 'string' ? child : writeBranch(child))).join('');
  return inner === '' ? `<${name}${start}/>` : `<${name}${start}>${inner}</${name}>`;
}

/** The way to an element: at each step the position among the children. */
export type Path = readonly number[];

/** The ways to all elements, in document order; the root's is empty. */
export function pathsOf(branch: Branch, path: Path = []): readonly Path[] {
  return [
    path,
    ...branch.children.flatMap((child, at) =>
      typeof child === 'string' ? [] : pathsOf(child, [...path, at]),
    ),
  ];
}

/** The element at the end of `path`. */
export function branchAt(root: Branch, path: Path): Branch | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return root;
  const child = root.children[first];
  return child === undefined || typeof child === 'string' ? undefined : branchAt(child, rest);
}

/** `root` with the element at `path` replaced by what `edit` makes of it: any number of elements. */
export function editAt(root: Branch, path: Path, edit: (branch: Branch) => readonly Branch[]): Branch {
  const [first, ...rest] = path;
  if (first === undefined) return edit(root)[0] ?? root;
  const child = root.children[first];
  if (child === undefined || typeof child === 'string') return root;
  const replacement = rest.length === 0 ? edit(child) : [editAt(child, rest, edit)];
  return { ...root, children: root.children.toSpliced(first, 1, ...replacement) };
}
