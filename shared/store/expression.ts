/** A value that a stored item may hold. */
export type Storable =
  | string
  | number
  | boolean
  | readonly Storable[]
  | { readonly [name: string]: Storable | undefined };

/**
 * A DynamoDB condition with its values. An attribute is written `#name` (so that a reserved word is one
 * like any other), a value `:name`.
 */
export interface Condition extends Placeholders {
  readonly condition: string;
}

/** What the placeholders of an expression stand for. */
interface Placeholders {
  readonly values?: Readonly<Record<string, Storable>>;
  /** What a `#placeholder` stands for, where it is not the attribute of that very name. */
  readonly names?: Readonly<Record<string, string>>;
}

/** A change of one item, under a condition or none; both share `values` and `names`. */
export interface Change extends Placeholders {
  readonly condition?: string;
  /** An update expression: `SET #state = :state REMOVE #userKey`. */
  readonly update: string;
}

/** The attribute names behind the `#placeholders` of `expressions`; undefined where there are none. */
export function expressionNames(
  expressions: readonly string[],
  names: Readonly<Record<string, string>> = {},
): Record<string, string> | undefined {
  const placeholders = new Set(expressions.flatMap((text) => text.match(/#\w+/g) ?? []));
  if (placeholders.size === 0) return undefined;
  return Object.fromEntries(
    [...placeholders].map((placeholder) => {
      const name = placeholder.slice(1);
      return [placeholder, names[name] ?? name];
    }),
  );
}

/** `values` under their `:placeholders`. */
export function expressionValues(values: Readonly<Record<string, Storable>>): Record<string, Storable> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`:${name}`, value]));
}

/** The update expression that sets every attribute of `values` that is not undefined, by its own name. */
export function setAttributes(values: Readonly<Record<string, Storable | undefined>>): {
  readonly update: string;
  readonly values: Readonly<Record<string, Storable>>;
} {
  const present: Record<string, Storable> = {};
  for (const [name, value] of Object.entries(values)) if (value !== undefined) present[name] = value;
  const assignments = Object.keys(present).map((name) => `#${name} = :${name}`);
  return { update: `SET ${assignments.join(', ')}`, values: present };
}
