import { redactAddresses, redactSignInName } from '../../../shared/observability/redact.ts';
import { problemKindOf } from '../../../shared/sign-in/log/remediation.ts';

/** Shows names in full, or redacted. */
export interface PersonDisplay {
  /** Returns a sign-in name, or only its first letter and its domain. */
  name(signInName: string): string;
  /** Returns a text, with the addresses in it redacted. */
  text(text: string): string;
  /** Returns the actual value of a problem: for some problems it is a sign-in name. */
  actual(problem: string, actual: string): string;
  readonly all: boolean;
}

/** Returns how to show names. Nothing is redacted with `reveal`. */
export function personDisplay({ reveal: all }: { readonly reveal: boolean }): PersonDisplay {
  if (all) return { name: (name) => name, text: (text) => text, actual: (_, actual) => actual, all };
  return {
    name: redactSignInName,
    text: redactAddresses,
    actual: (problem, actual) =>
      quotesSignInName(problem) ? redactSignInName(actual) : redactAddresses(actual),
    all,
  };
}

/** Returns whether `actual` of a problem is a sign-in name. */
export function quotesSignInName(problem: string): boolean {
  return problemKindOf(problem)?.actualIsSignInName === true;
}
