import { defined } from '../../../shared/objects/defined.ts';
import type { ProblemCode } from '../../../shared/problems/problem.ts';
import type { Remediation } from '../../../shared/problems/remediation.ts';
import type { CheckResult } from '../../../shared/saml/inbound/check-runner.ts';
import type { ValidationReport } from '../../../shared/saml/inbound/report.ts';
import type { SignatureFacts } from '../../../shared/saml/inbound/signature/signature-facts.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import type { CommandContext } from '../command-context.ts';
import { aligned, indented } from '../command-result.ts';
import type { PersonDisplay } from '../flows/person-text.ts';
import { remediationsText, viewRemediation } from '../flows/remediation-text.ts';
import { titleOf } from '../tenants/tenant-view.ts';
import { messageRows } from './message-rows.ts';

/** A validation report with what to do about it. */
export interface DiagnosedMessage {
  readonly tenant: Tenant;
  readonly examination: ValidationReport;
  readonly signatures: readonly SignatureFacts[];
  readonly remediations: readonly { readonly problem: ProblemCode; readonly remediation: Remediation }[];
  /** The time of the verification, and whether `--at` set it. */
  readonly at: Date;
  readonly isPast: boolean;
}

/** Returns the explanation as text. */
export function explanationText(
  context: CommandContext,
  explained: DiagnosedMessage,
  shown: PersonDisplay,
): string {
  const { examination, remediations, tenant } = explained;
  return [
    headline(explained),
    indented(aligned(examination.checks.map((check) => checkRow(check, shown)))),
    ['Contents of the message:', indented(aligned(messageRows(explained, shown)))].join('\n'),
    ...hints(explained),
    ...(remediations.length === 0
      ? []
      : [
          [...new Set(remediations.map(({ problem }) => problem))]
            .flatMap((code) => [
              `${code}:`,
              indented(
                remediationsText(
                  context,
                  tenant.app,
                  remediations.flatMap(({ problem, remediation }) => (problem === code ? [remediation] : [])),
                ),
              ),
            ])
            .join('\n'),
        ]),
  ].join('\n\n');
}

/** Returns the explanation for `--json`. */
export function viewExplanation(context: CommandContext, explained: DiagnosedMessage, shown: PersonDisplay) {
  const { examination, remediations, at, tenant } = explained;
  const { checks, problem, verified } = examination;
  return {
    accepted: problem === undefined && tenant.connection.state === 'active',
    at,
    tenantState: tenant.connection.state,
    verified,
    ...defined({ problem: problem?.code }),
    checks: checks.map(({ name, of, outcome, problem: failed }) => ({
      name,
      ...defined({ of }),
      outcome,
      ...(failed === undefined
        ? {}
        : {
            problem: failed.code,
            ...(failed.expected === undefined ? {} : { expected: shown.text(failed.expected) }),
            ...(failed.actual === undefined ? {} : { actual: shown.actual(failed.code, failed.actual) }),
          }),
    })),
    message: Object.fromEntries(messageRows(explained, shown)),
    instructions: remediations.map(({ problem: code, remediation }) => ({
      problem: code,
      ...viewRemediation(context, tenant.app, remediation),
    })),
  };
}

function headline({ tenant, examination: { problem }, at }: DiagnosedMessage): string {
  const when = `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  const { state } = tenant.connection;
  if (problem === undefined && state !== 'active') {
    return `The ${titleOf(tenant)} is ${state} and refuses every sign-in. Otherwise this message would be accepted at ${when}.`;
  }
  const verdict = problem === undefined ? 'would accept' : 'would refuse';
  return `The ${titleOf(tenant)} ${verdict} this message at ${when}${problem === undefined ? '' : `: ${problem.code}`}.`;
}

const marks = { passed: 'pass', failed: 'FAIL', 'not-reached': '-' } as const;

function checkRow({ name, of, outcome, problem }: CheckResult, shown: PersonDisplay): readonly string[] {
  return [
    marks[outcome],
    of === undefined ? name : `${name} (${of})`,
    problem === undefined ? '' : factsText(problem, shown),
  ];
}

function factsText(
  { code, expected, actual }: NonNullable<CheckResult['problem']>,
  shown: PersonDisplay,
): string {
  const parts = [
    ...(expected === undefined ? [] : [`expected ${shown.text(expected)}`]),
    ...(actual === undefined ? [] : [`actual ${shown.actual(code, actual)}`]),
  ];
  return parts.length === 0 ? code : `${code}: ${parts.join(', ')}`;
}

const dates: ReadonlySet<string> = new Set(['assertion-expired', 'confirmation-expired', 'flow-expired']);

/** Returns hints that the checks do not give. */
function hints({ examination, signatures, isPast, tenant }: DiagnosedMessage): readonly string[] {
  const { checks, facts, verified } = examination;
  const outcomeOf = (name: CheckResult['name']) => checks.find((check) => check.name === name)?.outcome;
  const { issueInstant } = facts;
  const failed = checks.flatMap(({ problem }) => (problem === undefined ? [] : [problem.code]));
  return [
    ...(!isPast && issueInstant !== undefined && failed.some((code) => dates.has(code))
      ? [
          `The message has expired by now. To verify it as of when it was sent: --at ${issueInstant.toISOString()}`,
        ]
      : []),
    ...(!verified && signatures.some(({ fitsCertificate }) => fitsCertificate)
      ? [
          'The certificate in the message did sign it, so it is unchanged. Compare the certificate in Entra: only the customer can tell whether it belongs to their directory.',
        ]
      : []),
    ...(tenant.connection.encryption !== undefined && outcomeOf('encryption') === 'not-reached'
      ? [
          'The message is encrypted, and no key is configured here. Set LATCHKEY_DECRYPTION_KEYS as the stack prints it.',
        ]
      : []),
    ...(outcomeOf('decryption') === 'passed' && facts.issuer === undefined
      ? [
          'The assertion was decrypted, but no value of it is shown: it is not signed itself, or it is for another tenant.',
        ]
      : []),
    ...(outcomeOf('request') === 'not-reached' && verified
      ? ['The request is no longer stored, so it is unknown whether it was still open.']
      : []),
  ];
}
