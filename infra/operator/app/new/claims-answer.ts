import * as v from 'valibot';
import { claimNamePattern, isReservedClaim, standardClaim } from '../../../../shared/claims/claim-names.ts';
import type { ClaimRules } from '../../../../shared/claims/claim-rules.ts';
import { claimRulesSchema } from '../../../../shared/claims/claim-rules-schema.ts';
import type { ArticleClaim } from '../article/read-claims.ts';
import { AnswerError } from './question.ts';

/*
 * Claims as one line: "email, groups, employee_id=employeeId from user.employeeid". Before the equals sign what the
 * application gets; behind it the attribute that the directory sends, and where Entra takes it from.
 */

const entry = /^(?<claim>[^=]+?)(?:\s*=\s*(?<attribute>.+?)(?:\s+from\s+(?<source>\S+))?)?$/;

/** Returns the rules that a line declares. @throws AnswerError for a line that declares none */
export function readClaimsAnswer(line: string): ClaimRules {
  const entries = line.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
  const rules = entries.map((text) => {
    const { claim = '', attribute, source } = entry.exec(text)?.groups ?? {};
    const rule = {
      ...(attribute === undefined ? {} : { attributes: [attribute] }),
      ...(source === undefined ? {} : { source }),
    };
    return [claim, rule] as const;
  });
  const read = v.safeParse(claimRulesSchema, Object.fromEntries(rules));
  if (read.success) return read.output;
  throw new AnswerError(`${read.issues[0].message}. Such as: email, employee_id=employeeId`);
}

/** Which standard claim a source of Entra fills. */
const bySource: Readonly<Record<string, string>> = {
  'user.mail': 'email',
  'user.email': 'email',
  'user.givenname': 'given_name',
  'user.surname': 'family_name',
  'user.groups': 'groups',
  'user.assignedroles': 'roles',
};

/** Returns the line for the claims of an article. A claim that no application may get is left out. */
export function claimsAnswerOf(claims: readonly ArticleClaim[]): string {
  const taken = new Set<string>();
  const parts = claims.flatMap(({ name, source, namespace }) => {
    const claim = bySource[source.toLowerCase()] ?? ownName(name);
    if (claim === undefined || taken.has(claim)) return [];
    taken.add(claim);
    const attribute = namespace === undefined ? name : `${namespace}/${name}`;
    const isUsual = standardClaim(claim)?.source?.toLowerCase() === source.toLowerCase();
    const from = isUsual || !/^user\.\w+$/i.test(source) ? '' : ` from ${source}`;
    return [`${claim}=${attribute.replaceAll(',', ' ')}${from}`];
  });
  return parts.join(', ');
}

function ownName(name: string): string | undefined {
  const word = name.trim().replaceAll(/[^A-Za-z0-9_.:/-]+/g, '_');
  return claimNamePattern.test(word) && !isReservedClaim(word) ? word : undefined;
}
