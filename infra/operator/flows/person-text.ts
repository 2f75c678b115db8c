import { redactAddresses, redactSignInName } from '../../../shared/observability/redact.ts';
import { problemKindOf } from '../../../shared/sign-in/log/remediation.ts';

/** Who somebody is, as far as it is to be shown. */
export interface PersonDisplay {
  /** A sign-in name, or its first letter and its domain. */
  name(signInName: string): string;
  /** Any text, or the same with every address in it masked. */
  text(text: string): string;
  /** What a refusal says was there: for some problems that is a sign-in name. */
  actual(problem: string, actual: string): string;
  readonly all: boolean;
}

/** @param all Whether nothing is masked. */
export function personDisplay(all: boolean): PersonDisplay {
  if (all) return { name: (name) => name, text: (text) => text, actual: (_, actual) => actual, all };
  return {
    name: redactSignInName,
    text: redactAddresses,
    actual: (problem, actual) =>
      quotesSignInName(problem) ? redactSignInName(actual) : redactAddresses(actual),
    all,
  };
}

/** Whether `actual` of a problem is somebody's sign-in name. */
export function quotesSignInName(problem: string): boolean {
  return problemKindOf(problem)?.actualIsSignInName === true;
}
