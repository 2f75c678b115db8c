/** A value that a stored item may hold. */
export type Storable =
  | string
  | number
  | boolean
  | readonly Storable[]
  | { readonly [name: string]: Storable | undefined };

/**
 * A DynamoDB condition with its values. An attribute is written `#name` (so that reserved words need no exception), a
 * value `:name`.
 */
export interface Condition extends Placeholders {
  readonly condition: string;
}

/** The values of an expression's placeholders. */
interface Placeholders {
  readonly values?: Readonly<Record<string, Storable>>;
  /** The attribute of a `#placeholder`, where it has another name. */
  readonly names?: Readonly<Record<string, string>>;
}

/** A change of one item, with or without a condition; both share `values` and `names`. */
export interface Change extends Placeholders {
  readonly condition?: string;
  /** An update expression: `SET #state = :state REMOVE #userKey`. */
  readonly update: string;
}

/** Returns the attribute names of the `#placeholders` in `expressions`; undefined where there are none. */
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

/** Returns `values` under their `:placeholders`. */
export function expressionValues(values: Readonly<Record<string, Storable>>): Record<string, Storable> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`:${name}`, value]));
}

/** Returns the update expression that sets every attribute of `values` that is not undefined, under its name. */
export function setAttributes(values: Readonly<Record<string, Storable | undefined>>): {
  readonly update: string;
  readonly values: Readonly<Record<string, Storable>>;
} {
  const present: Record<string, Storable> = {};
  for (const [name, value] of Object.entries(values)) if (value !== undefined) present[name] = value;
  const assignments = Object.keys(present).map((name) => `#${name} = :${name}`);
  return { update: `SET ${assignments.join(', ')}`, values: present };
}
