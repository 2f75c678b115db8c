import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const files = globSync('{functions,infra,shared}/**/*.ts', { cwd: root }).sort();

/** The names that a file declares and exports. A name that it passes on from another file is not its own. */
function exportsOf(path: string): string[] {
  const source = ts.createSourceFile(path, readFileSync(`${root}/${path}`, 'utf8'), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) return exportedByList(statement);
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    return modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ? declaredBy(statement) : [];
  });
}

function exportedByList({ moduleSpecifier, exportClause }: ts.ExportDeclaration): string[] {
  if (moduleSpecifier !== undefined || exportClause === undefined) return [];
  return ts.isNamedExports(exportClause) ? exportClause.elements.map(({ name }) => name.text) : [];
}

function declaredBy(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => namesOf(name));
  }
  const { name } = statement as ts.DeclarationStatement;
  return name === undefined ? [] : [name.text];
}

function namesOf(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesOf(element.name) : []));
}

/**
 * The files that export each name. Two kinds of file share names on purpose: Lambda calls `handler` of every function,
 * and a text has one name in all languages.
 */
function filesByName(): ReadonlyMap<string, ReadonlySet<string>> {
  const byName = new Map<string, Set<string>>();
  for (const file of files) {
    for (const name of new Set(exportsOf(file))) {
      if (name === 'handler' && /^functions\/[^/]+\/handler\.ts$/.test(file)) continue;
      const place = file.replace(/\/text\/[a-z]{2}\//, '/text/*/');
      byName.set(name, byName.get(name) ?? new Set());
      byName.get(name)?.add(place);
    }
  }
  return byName;
}

it('no two files of functions, infra and shared export one name', () => {
  const byName = filesByName();
  expect(byName.size).toBeGreaterThan(1_000);
  const shared = [...byName].filter(([, places]) => places.size > 1);
  expect(shared.map(([name, places]) => `${name}: ${[...places].join(', ')}`)).toEqual([]);
});
