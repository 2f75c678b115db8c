import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

/**
 * Writes the types of a module to `folder`: its own declarations as `<name>.d.ts`, and below `types/` those of the files
 * whose types it shows. What it only uses inside has none: an app needs no types of packages that it never sees.
 * @throws Error where the types do not compile
 */
export function writeDeclarations(root: string, entry: string, folder: string, name: string): void {
  const declared = emit(root, join(root, entry));
  const shown = reachable(declared, join(root, entry));
  for (const path of shown) {
    const place = join(folder, 'types', relative(root, path)).replace(/\.ts$/, '.d.ts');
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, (declared.get(path) ?? '').replaceAll(relativeImport, "$1$2.js'"));
  }
  writeFileSync(join(folder, `${name}.d.ts`), `export * from './types/${entry.replace(/\.ts$/, '.js')}';\n`);
}

const relativeImport = /((?:from |import\()')(\.[^']+)\.ts'/g;

/** The declarations of every file of the program, by the path of the source. */
function emit(root: string, entry: string): ReadonlyMap<string, string> {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => readFileSync(path, 'utf8'));
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, root);
  const { incremental: _, tsBuildInfoFile: __, ...others } = options;
  const program = ts.createProgram([entry], {
    ...others,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    stripInternal: true,
    rootDir: root,
    outDir: root,
  });
  const declared = new Map<string, string>();
  program.emit(undefined, (path, text) => declared.set(path.replace(/\.d\.ts$/, '.ts'), text));
  const faults = ts.getPreEmitDiagnostics(program);
  if (faults.length > 0) throw new Error(ts.formatDiagnostics(faults, formatHost(root)));
  return declared;
}

function formatHost(root: string): ts.FormatDiagnosticsHost {
  return {
    getCurrentDirectory: () => root,
    getCanonicalFileName: (name) => name,
    getNewLine: () => '\n',
  };
}

/** The files whose declarations `from` imports, directly or not, and itself. */
function reachable(
  declared: ReadonlyMap<string, string>,
  from: string,
  seen = new Set<string>(),
): ReadonlySet<string> {
  if (seen.has(from)) return seen;
  seen.add(from);
  for (const [, , path] of (declared.get(from) ?? '').matchAll(relativeImport)) {
    reachable(declared, resolve(dirname(from), `${path}.ts`), seen);
  }
  return seen;
}
