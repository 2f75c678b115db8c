import { matchRedirect } from './redirect-template.ts';
import { placeholder } from './template-fault.ts';

/**
 * Returns two templates of a list that one URI can match, so that its tenant would depend on their order; undefined
 * where every URI has one reading.
 */
export function ambiguousTemplates(
  templates: readonly string[],
): readonly [one: string, other: string] | undefined {
  for (const [index, one] of templates.entries()) {
    const other = templates.slice(index + 1).find((each) => canMatchSame(one, each));
    if (other !== undefined) return [one, other];
  }
  return undefined;
}

/** Returns whether one text can match both patterns, each with `{tenant}` at most once. */
export function canMatchSame(one: string, other: string): boolean {
  if (!one.includes(placeholder)) return matchRedirect([other], one) !== undefined;
  if (!other.includes(placeholder)) return matchRedirect([one], other) !== undefined;
  const [before, after] = partsOf(one);
  const [otherBefore, otherAfter] = partsOf(other);
  // The text by which one part is longer than the other's has to be a part of a tenant's name.
  const isOneName = (rest: string | undefined) => rest !== undefined && /^[a-z0-9-]*$/.test(rest);
  return (
    isOneName(beyond(before, otherBefore, 'startsWith')) && isOneName(beyond(after, otherAfter, 'endsWith'))
  );
}

function partsOf(template: string): readonly [before: string, after: string] {
  const at = template.indexOf(placeholder);
  return [template.slice(0, at), template.slice(at + placeholder.length)];
}

/** Returns the part of the longer text that the shorter one leaves; undefined where neither contains the other there. */
function beyond(one: string, other: string, side: 'startsWith' | 'endsWith'): string | undefined {
  const [longer, shorter] = one.length >= other.length ? [one, other] : [other, one];
  if (!longer[side](shorter)) return undefined;
  return side === 'startsWith' ? longer.slice(shorter.length) : longer.slice(0, -shorter.length || undefined);
}
