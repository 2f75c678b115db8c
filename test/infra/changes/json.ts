import type { Json } from '../template-differences.ts';

/** Whether two values of a template are the same text for CloudFormation. */
export function isSame(one: Json | undefined, other: Json | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Returns the logical IDs that a value refers to by `Ref`, `Fn::GetAtt` or `Fn::Sub`. */
export function referencesOf(value: Json | undefined): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referencesOf);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (name === 'Ref' && typeof inner === 'string') return [inner];
    if (name === 'Fn::GetAtt') return [String(Array.isArray(inner) ? inner[0] : inner).split('.')[0] ?? ''];
    if (name === 'Fn::Sub' && typeof inner === 'string') return referencesInText(inner);
    return referencesOf(inner);
  });
}

/** Whether a value is an object, and neither a list nor a plain value. */
export function isRecord(value: Json | undefined): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function referencesInText(text: string): readonly string[] {
  return [...text.matchAll(/\$\{([A-Za-z0-9]+)(?:\.[^}]*)?\}/g)].map(([, id = '']) => id);
}
