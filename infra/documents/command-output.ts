import type * as v from 'valibot';
import { commandOutputs, errorOutput } from '../operator/output/command-outputs.ts';
import {
  claimOutput,
  clientOutput,
  keyOutput,
  linkOutput,
  sessionOutput,
  tenantOutput,
  userOutput,
} from '../operator/output/parts.ts';

type Schema = v.GenericSchema & {
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly item?: Schema;
  readonly wrapped?: Schema;
  readonly options?: readonly string[];
  readonly literal?: unknown;
  readonly pipe?: readonly { readonly type: string }[];
};

/** The parts with a table of their own. */
const parts = new Map<unknown, string>([
  [tenantOutput, 'tenant'],
  [keyOutput, 'key'],
  [userOutput, 'user'],
  [linkOutput, 'set-up link'],
  [clientOutput, 'client'],
  [claimOutput, 'claim'],
  [sessionOutput, 'session'],
]);

/** Returns docs/reference/command-output.md: the fields of every `--json` document, from the schemas that the tests apply. */
export function commandOutputDocument(): string {
  const commands = new Map<unknown, string[]>();
  for (const [name, schema] of Object.entries(commandOutputs)) {
    commands.set(schema, [...(commands.get(schema) ?? []), `\`${name}\``]);
  }
  return [
    '# Output of the command for scripts',
    [
      'With `--json` a command prints one JSON document to stdout and nothing to stderr. Fields may be added in a minor',
      'version; existing ones stay. A time is UTC (`2027-03-02T09:15:00.000Z`). A field with `?` may be absent. This page is',
      'made from the schemas that the tests apply to every document.',
    ].join('\n'),
    '## A command that failed',
    table(errorOutput as Schema),
    ...[...commands].flatMap(([schema, names]) => [`## ${names.join(', ')}`, table(schema as Schema)]),
    ...[...parts].flatMap(([schema, name]) => [`## The object *${name}*`, table(schema as Schema, false)]),
    '',
  ].join('\n\n');
}

function table(schema: Schema, usesParts = true): string {
  const rows = fieldsOf(schema, '', usesParts).map(([path, type]) => `| \`${path}\` | ${type} |`);
  return ['| field | value |', '|---|---|', ...rows].join('\n');
}

function fieldsOf(schema: Schema, path: string, usesParts: boolean): (readonly [string, string])[] {
  return Object.entries(schema.entries ?? {}).flatMap(([name, field]) => {
    const isOptional = field.type === 'exact_optional';
    const inner = isOptional ? (field.wrapped as Schema) : field;
    const here = `${path}${name}${isOptional ? '?' : ''}`;
    const item = inner.type === 'array' ? (inner.item as Schema) : inner;
    const list = inner.type === 'array' ? '[]' : '';
    const part = parts.get(item);
    if (part !== undefined) return [[`${here}${list}`, `*${part}*`] as const];
    const nested = fieldsOf(item, `${here}${list}.`, usesParts);
    return nested.length > 0 ? nested : [[`${here}${list}`, typeText(item)] as const];
  });
}

function typeText({ type, options, literal, pipe = [] }: Schema): string {
  if (options !== undefined) return options.map((each) => `\`${each}\``).join(', ');
  if (type === 'literal') return `\`${String(literal)}\``;
  if (pipe.some((each) => each.type === 'iso_timestamp')) return 'time';
  return type === 'string' ? 'text' : type === 'record' || type === 'loose_object' ? 'object' : type;
}
