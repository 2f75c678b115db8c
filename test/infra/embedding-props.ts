import { readFileSync } from 'node:fs';
import ts from 'typescript';
import type * as v from 'valibot';
import { functionNames } from '../../infra/functions/function-records.ts';
import { gallery } from '../fixtures/apps.ts';

/** Keys that are names of the deployment's own, not of the schema: `apps.timetrack` is `apps.*`. */
const names = new Set<string>([...functionNames, ...Object.keys(gallery)]);

/** Returns the path of every setting of a schema: `throttles.signOn.perSecond`, `apps.*.domain`. */
export function pathsOfSchema(schema: v.GenericSchema, at = ''): readonly string[] {
  const inner = schema as v.GenericSchema & {
    readonly wrapped?: v.GenericSchema;
    readonly entries?: Readonly<Record<string, v.GenericSchema>>;
    readonly value?: v.GenericSchema;
  };
  if (inner.wrapped !== undefined) return pathsOfSchema(inner.wrapped, at);
  if (inner.entries !== undefined) {
    return unique(
      Object.entries(inner.entries).flatMap(([key, entry]) =>
        pathsOfSchema(entry, below(at, names.has(key) ? '*' : key)),
      ),
    );
  }
  if (inner.type === 'record' && inner.value !== undefined) return pathsOfSchema(inner.value, below(at, '*'));
  return [at];
}

const source = ts.createSourceFile(
  'latchkey-props.ts',
  readFileSync(new URL('../../infra/embedding/latchkey-props.ts', import.meta.url), 'utf8'),
  ts.ScriptTarget.Latest,
);

/** Returns the path of every prop that an interface of latchkey-props.ts declares, in the same form. */
export function pathsOfInterface(name: string, at = ''): readonly string[] {
  const declaration = source.statements.find(
    (each): each is ts.InterfaceDeclaration => ts.isInterfaceDeclaration(each) && each.name.text === name,
  );
  return declaration === undefined ? [at] : pathsOfMembers(declaration.members, at);
}

function pathsOfMembers(members: ts.NodeArray<ts.TypeElement>, at: string): readonly string[] {
  return unique(
    members.flatMap((member) => {
      if (!ts.isPropertySignature(member) || member.type === undefined) return [];
      return pathsOfType(member.type, below(at, member.name.getText(source)));
    }),
  );
}

function pathsOfType(type: ts.TypeNode, at: string): readonly string[] {
  if (ts.isTypeLiteralNode(type)) return pathsOfMembers(type.members, at);
  if (ts.isTypeOperatorNode(type)) return [at];
  if (!ts.isTypeReferenceNode(type)) return [at];
  const [first, second] = type.typeArguments ?? [];
  switch (type.typeName.getText(source)) {
    case 'Readonly':
    case 'Partial':
      return first === undefined ? [at] : pathsOfType(first, at);
    case 'Record':
      return second === undefined ? [at] : pathsOfType(second, below(at, '*'));
    default:
      return pathsOfInterface(type.typeName.getText(source), at);
  }
}

function below(at: string, key: string): string {
  return at === '' ? key : `${at}.${key}`;
}

function unique(paths: readonly string[]): readonly string[] {
  return [...new Set(paths)];
}
