/** The folders that each folder of `shared` may import, as `.dependency-cruiser.mjs` has them. */
export type AllowList = Readonly<Record<string, readonly string[]>>;

const configuration = new URL('../../.dependency-cruiser.mjs', import.meta.url);
const { mayImport }: { readonly mayImport: AllowList } = await import(configuration.href);

/** Returns the layers of `shared` as a Mermaid diagram, made from the allow-list that the lint enforces. */
export function layersDiagram(allowList: AllowList = mayImport): string {
  const arrows = layerArrows(allowList).map(([from, to]) => `  ${node(from)} --> ${node(to)}`);
  return ['```mermaid', 'flowchart TB', ...arrows, '```'].join('\n');
}

/** A node of Mermaid: the plain name, or an identifier and a label for a name with a slash. */
function node(folder: string): string {
  return folder.includes('/') ? `${folder.replaceAll('/', '_')}["${folder}"]` : folder;
}

/**
 * Returns the imports that no others imply (the transitive reduction). `functions` stands above the folders that no
 * other folder imports, and `infra` above `functions`.
 * @throws RangeError for folders that may import each other
 */
export function layerArrows(allowList: AllowList): readonly (readonly [from: string, to: string])[] {
  const folders = Object.keys(allowList);
  const below = new Map(folders.map((folder) => [folder, reachableFrom(folder, allowList)]));
  const arrows = folders.flatMap((from) => {
    if (below.get(from)?.has(from)) throw new RangeError(`${from} may import itself by way of others`);
    const direct = allowList[from] ?? [];
    return direct
      .filter((to) => !direct.some((via) => below.get(via)?.has(to)))
      .map((to) => [from, to] as const);
  });
  const tops = folders.filter((folder) => !arrows.some(([, to]) => to === folder));
  return [['infra', 'functions'], ...tops.map((top) => ['functions', top] as const), ...arrows];
}

function reachableFrom(folder: string, allowList: AllowList, found = new Set<string>()): ReadonlySet<string> {
  for (const next of allowList[folder] ?? []) {
    if (found.has(next)) continue;
    found.add(next);
    reachableFrom(next, allowList, found);
  }
  return found;
}
