import type { TenantUrls } from '../../apps/urls.ts';
import { defined } from '../../objects/defined.ts';
import { allProblems, type ProblemCode } from '../../problems/problem.ts';
import type { ProblemKind } from '../../problems/problem-kind.ts';
import { entraErrorRemediations, type Remediation, remediations } from '../../problems/remediation.ts';
import { shownThumbprint } from '../../tenants/keys/trusted-key-identity.ts';
import type { Tenant } from '../../tenants/tenant.ts';
import type { RejectedMessage } from './rejected-message.ts';

/** A refusal, as far as it says what to do. */
export interface RemediableRejection {
  /** A code of this release, or of another one. */
  readonly problem: string;
  readonly expected?: string | undefined;
  readonly actual?: string | undefined;
  readonly message?: RejectedMessage | undefined;
}

/** Whose sign-in it was. */
export interface RemediationTenant {
  readonly tenant: Tenant;
  /** Undefined where the app is not deployed. */
  readonly urls: TenantUrls | undefined;
}

/**
 * Returns what fixes a refusal, the likeliest first, with the tenant's own values wherever it has them, ready to be
 * copied. What else the same message fails in is fixed in the same visit. A code of another release has nothing.
 */
export function remediationsFor(refused: RemediableRejection, at: RemediationTenant): readonly Remediation[] {
  const kind = problemKindOf(refused.problem);
  if (kind === undefined) return [];
  const code = refused.problem as ProblemCode;
  const first = filled(
    likeliest(code, refused.message) ?? [{ by: kind.fixedBy, remedyOf: code }],
    refused,
    at,
  );
  const others = (refused.message?.failed ?? []).flatMap((check) => {
    const problem = Object.hasOwn(mismatches, check) ? mismatches[check] : undefined;
    if (problem === undefined) return [];
    return filled(remediations[problem] ?? [], { problem, actual: refused.message?.issuer }, at);
  });
  const isNew = (other: Remediation) => !first.some((known) => targetOf(known) === targetOf(other));
  const distinct = new Map(others.filter(isNew).map((each) => [targetOf(each), each]));
  return [...first, ...[...distinct.values()].map((each): Remediation => ({ ...each, also: true }))];
}

/** Returns what to do where the directory never answered: it showed an error of its own. */
export function remediationsForUnanswered(at: RemediationTenant): readonly Remediation[] {
  return filled(entraErrorRemediations, {}, at);
}

/** Returns the row of a recorded problem; undefined for a code of another release. */
export function problemKindOf(problem: string): ProblemKind | undefined {
  const kinds: Readonly<Record<string, ProblemKind>> = allProblems();
  return Object.hasOwn(kinds, problem) ? kinds[problem] : undefined;
}

/** The problem of a failed check, where a set-up can have only one. */
const mismatches: Readonly<Record<string, ProblemCode>> = {
  issuer: 'issuer-mismatch',
  audience: 'audience-mismatch',
  recipient: 'recipient-mismatch',
  destination: 'destination-mismatch',
};

const userPrincipalName = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name';

function likeliest(
  code: ProblemCode,
  message: RejectedMessage | undefined,
): readonly Remediation[] | undefined {
  const all = remediations[code];
  if (code !== 'user-unknown' || all === undefined) return all;
  const [add, ...nameId] = all;
  const source = message?.shape?.nameIdFrom;
  if (add === undefined || source === undefined || source.includes(userPrincipalName)) return all.slice(0, 1);
  // The NameID is not the user principal name: more likely, people were created by that one.
  return [...nameId.map(({ note: _, ...each }) => each), { ...add, note: 'intended-name-id' }];
}

const targetOf = ({ page, field, command }: Remediation) => JSON.stringify([page, field, command]);

/** Fills in what depends on the tenant and the message. A value that neither knows is left out. */
function filled(
  all: readonly Remediation[],
  { problem, expected, actual }: Partial<RemediableRejection>,
  { tenant, urls }: RemediationTenant,
): readonly Remediation[] {
  const known: Readonly<Record<string, string | undefined>> = {
    '<app>': tenant.app,
    '<tenant>': tenant.id,
    '<identifier>': urls?.identifier ?? expected,
    '<reply URL>': urls?.replyUrl ?? expected,
    '<sign-on URL>': urls?.signOnUrl,
    '<logout URL>': urls?.logoutUrl,
    '<trusted thumbprints>': tenant.connection.trustedKeys.map(shownThumbprint).join(' or '),
    '<issuer>': actual,
    '<thumbprint>': actual,
    '<sign-in name>':
      problem !== undefined && problemKindOf(problem)?.actualIsSignInName ? actual : undefined,
    '<claim>': actual,
  };
  return all.map(({ value, command, claim, ...more }) => {
    const entered = value !== undefined && Object.hasOwn(known, value) ? known[value] : value;
    return {
      ...more,
      ...defined({
        claim: claim && (known[claim] ?? claim),
        value: entered,
        command: command?.map((word) => known[word] ?? word),
      }),
    };
  });
}
