import { maskAddresses, maskSignInName } from '../../../shared/observability/redact.ts';
import { kindOf } from '../../../shared/sign-in/log/remediation.ts';

/** Who somebody is, as far as it is to be shown. */
export interface Revealing {
  /** A sign-in name, or its first letter and its domain. */
  name(signInName: string): string;
  /** Any text, or the same with every address in it masked. */
  text(text: string): string;
  /** What a refusal says was there: for some problems that is a sign-in name. */
  actual(problem: string, actual: string): string;
  readonly all: boolean;
}

/** @param all Whether nothing is masked. */
export function revealing(all: boolean): Revealing {
  if (all) return { name: (name) => name, text: (text) => text, actual: (_, actual) => actual, all };
  return {
    name: maskSignInName,
    text: maskAddresses,
    actual: (problem, actual) => (namesSomebody(problem) ? maskSignInName(actual) : maskAddresses(actual)),
    all,
  };
}

/** Whether `actual` of a problem is somebody's sign-in name. */
export function namesSomebody(problem: string): boolean {
  return kindOf(problem)?.actualIsSignInName === true;
}
