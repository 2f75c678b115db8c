import { allProblems } from '../../../shared/problems/problem.ts';
import { checkNames } from '../../../shared/saml/inbound/checks.ts';
import { type CheckRule, checkRules, requestRules } from './check-rules.ts';

/** The rules that a request meets before its message is checked. */
export function requestTable(): string {
  const rows = requestRules.map((each) => `| ${cellsOf(each)} |`);
  return ['| rule | codes | specification |', '|---|---|---|', ...rows].join('\n');
}

/** Every check of a message with its rules, in the order of the code's own list. */
export function checksTable(): string {
  const rows = checkNames.flatMap((name, index) =>
    checkRules[name].map(
      (each, place) => `| ${place === 0 ? `${index + 1} \`${name}\` ` : ''}| ${cellsOf(each)} |`,
    ),
  );
  return ['| check | rule | codes | specification |', '|---|---|---|---|', ...rows].join('\n');
}

function cellsOf({ rule, codes }: CheckRule): string {
  const problems = allProblems();
  const sources = codes.flatMap(
    (code) => problems[code].specification?.split('; ') ?? 'rule of this product',
  );
  return [rule, codes.map((code) => `\`${code}\``).join(', '), [...new Set(sources)].join('; ')].join(' | ');
}
