import { distance } from 'fastest-levenshtein';

/** The most names to offer. */
const mostNames = 3;

/**
 * Returns the names that a person may have meant with `typed`, the closest first: at most three, each of them a few
 * keystrokes away. Upper and lower case count as the same.
 */
export function closestNames(typed: string, names: readonly string[]): readonly string[] {
  const word = typed.toLowerCase();
  const most = Math.min(3, Math.max(1, Math.floor(word.length / 3)));
  return names
    .map((name) => ({ name, steps: stepsBetween(word, name.toLowerCase()) }))
    .filter(({ steps }) => steps <= most)
    .sort((one, other) => one.steps - other.steps || one.name.localeCompare(other.name))
    .slice(0, mostNames)
    .map(({ name }) => name);
}

/** Counts a name that begins with what was typed as one step: the rest was left out. */
function stepsBetween(typed: string, name: string): number {
  return typed.length >= 3 && name.startsWith(typed) ? 1 : distance(typed, name);
}

/** Asks about the names that may have been meant: "Did you mean acme or acme-eu?" Undefined for none. */
export function didYouMean(names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const last = names.at(-1);
  return `Did you mean ${names.length === 1 ? last : `${names.slice(0, -1).join(', ')} or ${last}`}?`;
}
