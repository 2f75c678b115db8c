import type { Language } from '../../http/language.ts';
import type { ProblemCode } from '../../problems/problem.ts';
import { type Remediation, remediations } from '../../problems/remediation.ts';
import type { EntraLabels } from './entra-labels.ts';
import { textsOf } from './texts.ts';

/**
 * Returns what to do about a problem, behind its place in Entra where it has one: `Entra ID > … > Signing Algorithm:
 * Select SHA-256.` Pages, articles and `docs/problems.md` show it.
 * @param application As it is called in Entra; default: "the application"
 */
export function remedyText(code: ProblemCode, language: Language, application?: string): string {
  const { entra, problem } = textsOf(language);
  const { remedy } = problem(code);
  const [first] = remediations[code] ?? [];
  const place = first && placeText(first, entra, application);
  return place === undefined ? remedy : `${place}: ${remedy}`;
}

/** Returns the path to where something is changed, or shown: `Entra ID > … > Basic SAML Configuration > Sign on URL`. */
function placeText(
  { page, shownOn, field }: Remediation,
  { theApplication, pages, fields }: EntraLabels,
  application: string = theApplication,
): string | undefined {
  const at = page ?? shownOn;
  if (at === undefined) return undefined;
  return [pages[at](application), ...(field === undefined ? [] : [fields[field]])].join(' > ');
}
