import type { Site } from '../../apps/site.ts';
import { claimMappingOf } from '../../claims/claim-mapping.ts';
import { type MappedClaims, mapClaims } from '../../claims/map-claims.ts';
import { Problem } from '../../problems/problem.ts';
import { type CheckResult, ifReached } from '../../saml/inbound/check-runner.ts';
import type { ValidationReport } from '../../saml/inbound/report.ts';
import { connectionOf } from '../../tenants/draft/activate-draft.ts';
import type { DraftTest } from '../../tenants/draft/connection-draft.ts';
import {
  type TestedAuthentication,
  type TestedCheck,
  type TestedUser,
  type TestResult,
  writeTestResult,
} from '../../tenants/draft/test-result.ts';
import type { Tenant } from '../../tenants/tenant.ts';
import type { UserFinder } from '../../users/recognise-user.ts';
import { authenticationOf } from '../authentication.ts';
import { recogniseOrAdmit } from '../bound-user.ts';
import type { ContentKey } from '../content-key.ts';
import { diagnoseForTenant } from '../diagnose-for-tenant.ts';
import { isSolicited } from '../initiation.ts';
import type { TestFlow } from './test-flow.ts';

/** A message that a draft is tried with. */
export interface DraftTestMessage {
  readonly site: Site;
  /** With the draft that is tried. */
  readonly tenant: Tenant;
  /** The form field, as sent. */
  readonly samlResponse: string;
  readonly contentKey: ContentKey | undefined;
  /** What the message has to answer. Undefined: the directory sent it unasked. */
  readonly test: TestFlow | undefined;
  readonly users: UserFinder;
  readonly now: Date;
  /** Whether the result keeps the address: while the app has two. Default: no. */
  readonly keepsOrigin?: boolean;
  /** What of the result may be kept. Default: all of it. */
  readonly masked?: ((result: TestResult) => TestResult) | undefined;
}

/** How a trial ended. */
export interface DraftTestOutcome {
  /** Whether a key of the draft signed the message. If not, anyone may have sent it. */
  readonly verified: boolean;
  /** The first failed check. Undefined where the draft takes the message. */
  readonly problem: Problem | undefined;
  readonly test: DraftTest;
}

/**
 * Verifies a message as the draft of a tenant would, were it the connection, and makes no session of it: nothing is
 * spent, bound, pinned or written here. Undefined where there is no whole draft. That a person has no user, or none
 * that is active, is told and fails no test: users are created by others.
 */
export async function testDraft(trial: DraftTestMessage): Promise<DraftTestOutcome | undefined> {
  const {
    site,
    tenant,
    samlResponse,
    contentKey,
    test,
    users,
    now,
    keepsOrigin,
    masked = (all) => all,
  } = trial;
  const { draft } = tenant;
  const connection = draft && connectionOf(tenant.connection, draft);
  if (draft === undefined || connection === undefined) return undefined;
  const drafted = { ...tenant, connection };
  const report = await diagnoseForTenant(samlResponse, {
    site,
    tenant: drafted,
    now,
    contentKeyOf: () => contentKey,
    answerTo: test?.id,
    requireAnswer: (inResponseTo) => requireAnswer(inResponseTo, test),
  });
  const { verified, facts, checks, problem } = report;
  const mapped = verified ? mappedBy(site, tenant, facts) : undefined;
  const result: TestResult = {
    launch: test === undefined ? 'directory' : 'page',
    checks: onceEach(checks),
    nameId: verified ? facts.nameId?.value : undefined,
    claims: verified ? claimsOf(facts.attributes) : [],
    claimsLeftOut: 0,
    ...(mapped === undefined ? {} : { application: claimsOf(new Map(Object.entries(mapped))) }),
    authentication: verified ? authenticationIn(facts) : undefined,
    user: verified ? await userOf(users, { tenant: drafted, facts, claims: mapped, now }) : undefined,
  };
  const summary = writeTestResult(masked(result));
  const outcome = checks.every((check) => check.outcome === 'passed') ? 'passed' : 'failed';
  const { sha1, sha256 } = report.verification?.certificate.thumbprints ?? {};
  const signer = sha1 === undefined || sha256 === undefined ? {} : { signer: { sha1, sha256 } };
  const launch = test === undefined ? 'directory' : 'page';
  return {
    verified,
    problem,
    test: {
      ...{ revision: draft.revision, at: now, outcome, launch },
      ...(keepsOrigin ? { origin: site.origin } : {}),
      ...signer,
      summary,
    },
  };
}

/**
 * Requires that what is signed answers the test, or no request at all if there is no test.
 * @throws Problem `flow-unknown`
 */
function requireAnswer(inResponseTo: string | undefined, test: TestFlow | undefined): void {
  const isAnswer = test === undefined ? !isSolicited(inResponseTo) : inResponseTo === test.id;
  if (isAnswer) return;
  throw new Problem('flow-unknown', {
    expected: test?.id ?? 'no InResponseTo',
    actual: inResponseTo ?? 'no InResponseTo',
  });
}

/** What each of two signatures goes through is one check to an administrator: that of the one that fails. */
function onceEach(checks: readonly CheckResult[]): readonly TestedCheck[] {
  const byName = new Map<string, CheckResult>();
  for (const check of checks) {
    const known = byName.get(check.name);
    if (known === undefined || known.outcome === 'passed') byName.set(check.name, check);
  }
  return [...byName.values()].map(({ name, outcome, problem }) => {
    if (problem === undefined) return { name, outcome };
    const { code, expected, actual } = problem;
    return { name, outcome, problem: { code, expected, actual } };
  });
}

function claimsOf(claims: Iterable<readonly [string, string | readonly string[]]> = []) {
  return [...claims].map(([name, value]) => ({
    name,
    value: typeof value === 'string' ? value : value.join(', '),
  }));
}

/** What the application would get; undefined where the message lacks it, or nothing is asked for. */
function mappedBy(
  { app }: Site,
  tenant: Tenant,
  { attributes }: ValidationReport['facts'],
): MappedClaims | undefined {
  const mapping = claimMappingOf(app.claims, tenant.claims);
  if (attributes === undefined || mapping.length === 0) return undefined;
  return ifReached(() => mapClaims(mapping, attributes));
}

/** How the person signed in; undefined where the message does not say when. */
function authenticationIn({
  authnInstant,
  authnContextClassRef,
  attributes = new Map(),
}: ValidationReport['facts']): TestedAuthentication | undefined {
  if (authnInstant === undefined) return undefined;
  const {
    authenticatedAt,
    acr,
    amr = [],
  } = authenticationOf({
    authnInstant,
    authnContextClassRef,
    attributes,
  });
  return { authenticatedAt: authenticatedAt.toISOString(), acr, amr };
}

interface TestedPerson {
  readonly tenant: Tenant;
  readonly facts: ValidationReport['facts'];
  readonly claims: MappedClaims | undefined;
  readonly now: Date;
}

async function userOf(
  users: UserFinder,
  { tenant, facts, claims = {}, now }: TestedPerson,
): Promise<TestedUser | undefined> {
  const { nameId, identity, attributes = new Map() } = facts;
  if (nameId === undefined) return undefined;
  const accepted = { nameId, identity, attributes, disclosed: true };
  try {
    const found = await recogniseOrAdmit(users, { tenant, accepted, claims, now });
    return 'newcomer' in found
      ? { standing: 'created' }
      : { standing: 'known', signInName: found.user.signInName };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { standing: error.code };
  }
}
