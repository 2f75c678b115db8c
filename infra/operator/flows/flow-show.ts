import { type Command, InvalidArgumentError } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import { standingSite } from '../../../shared/apps/standing-site.ts';
import { tenantUrls } from '../../../shared/apps/urls.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { defined } from '../../../shared/objects/defined.ts';
import { textsOf } from '../../../shared/pages/text/texts.ts';
import type { ProblemCode } from '../../../shared/problems/problem.ts';
import type { Remediation } from '../../../shared/problems/remediation.ts';
import type { RecordedRejection } from '../../../shared/sign-in/log/rejection-log.ts';
import {
  problemKindOf,
  remediationsFor,
  remediationsForUnanswered,
} from '../../../shared/sign-in/log/remediation.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { addTenantArguments } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { aligned, type CommandResult, indented } from '../command-result.ts';
import { runCommand } from '../run-command.ts';
import { findTenant } from '../tenants/change-tenant.ts';
import { titleOf } from '../tenants/tenant-view.ts';
import type { Terminal } from '../terminal.ts';
import { viewAttempt } from './attempt-view.ts';
import { type Attempt, compareWithLastSuccess } from './attempts.ts';
import { type FlowTarget, type FoundFlow, findFlow, readTarget } from './find-flow.ts';
import { type PersonDisplay, personDisplay, quotesSignInName } from './person-text.ts';
import { profileChangeText, sinceText } from './profile-changes-text.ts';
import { remediationsText, viewRemediation } from './remediation-text.ts';
import { failedChecksOf, type TimelineEntry, timelineOf } from './timeline.ts';

const afterHelp = `
The reference is on the problem page that the person saw: 7KQF-M2ZD. The output ends with who can fix the problem, in
which field in Entra or with which command. To verify a captured message, see: latchkey explain --help.
`;

/** `flow show`. */
export function registerFlowShow(flow: Command, terminal: Terminal): void {
  addTenantArguments(
    flow.command('show').description('show what happened to one sign-in, step by step, and how to fix it'),
  )
    .argument('<flow-or-reference>', 'a flow’s id, or the reference on a problem page', (text: string) => {
      const target = readTarget(text);
      if (target !== undefined) return target;
      throw new InvalidArgumentError(
        'Enter a reference such as 7KQF-M2ZD, or a flow id: flow list shows both.',
      );
    })
    .option('--reveal', 'show sign-in names in full')
    .addHelpText('after', afterHelp)
    .action(
      (app: AppProfile, id: TenantId, target: FlowTarget, options: { reveal?: boolean }, command: Command) =>
        runCommand(terminal, command, (context) =>
          showFlow(context, app, id, target, personDisplay({ reveal: options.reveal === true })),
        ),
    );
}

async function showFlow(
  context: CommandContext,
  app: AppProfile,
  id: TenantId,
  target: FlowTarget,
  shown: PersonDisplay,
): Promise<CommandResult> {
  const tenant = await findTenant(context, { app: app.id, id });
  const found = await findFlow(context, tenant, target);
  const timeline = timelineOf(found, tenant, shown, context.terminal.now());
  const attempt = attemptOf(found, target);
  const comparison =
    attempt && compareWithLastSuccess(attempt, found.lastGood === undefined ? [] : [found.lastGood]);
  const view = comparison && viewAttempt(comparison, shown);
  const rejection = attempt?.outcome === 'refused' ? attempt.refusal : undefined;
  const remediations = remediationsOf(context, attempt, tenant, shown);
  const { drift = [], lastGood } = comparison ?? {};
  const text = [
    `${titleOf(tenant)}: ${headline(found, rejection)}`,
    timelineText(timeline),
    ...(rejection === undefined ? [] : [problemText(rejection, shown)]),
    ...(lastGood === undefined || drift.length === 0
      ? []
      : [
          [`${sinceText(lastGood.signedInAt)}:`, indented(drift.map(profileChangeText).join('\n'))].join(
            '\n',
          ),
        ]),
    ...(remediations.length === 0 ? [] : [remediationsText(context, app.id, remediations)]),
  ].join('\n\n');
  return {
    text,
    json: {
      ...(view ?? { outcome: 'open', ...defined({ flow: found.flow?.id }) }),
      timeline,
      ...(rejection === undefined ? {} : { failedChecks: failedChecksOf(rejection) }),
      instructions: remediations.map((each) => viewRemediation(context, app.id, each)),
    },
  };
}

/** Returns the outcome: the rejection with the given reference, else the sign-in, else the last rejection. */
function attemptOf({ flow, rejections }: FoundFlow, target: FlowTarget): Attempt | undefined {
  if (flow !== undefined && flow.state !== 'requested' && 'id' in target) {
    return { outcome: 'signed-in', at: flow.signedInAt, flow };
  }
  const rejection = rejections.at(-1);
  return rejection && { outcome: 'refused', at: rejection.at, refusal: rejection };
}

function headline({ flow }: FoundFlow, rejection: RecordedRejection | undefined): string {
  if (rejection !== undefined) return `a sign-in was refused, reference ${rejection.reference}.`;
  switch (flow?.state) {
    case 'signed-in':
      return 'the person signed in.';
    case 'signed-out':
      return 'the person signed in and out again.';
    default:
      return 'a sign-in was started and is not complete.';
  }
}

function timelineText(timeline: readonly TimelineEntry[]): string {
  return indented(
    aligned(
      timeline.flatMap(({ at, what, text, details = [] }) => [
        [at === undefined ? '' : at.toISOString().slice(0, 19).replace('T', ' '), what, text],
        ...details.map((detail) => ['', '', detail]),
      ]),
    ),
  );
}

function problemText({ problem, expected, actual }: RecordedRejection, shown: PersonDisplay): string {
  const rule = ruleOf(problem);
  return indented(
    aligned([
      ['Problem', problem],
      ...(rule === undefined ? [] : [['Rule', rule]]),
      ...(expected === undefined ? [] : [['Expected', shown.text(expected)]]),
      ...(actual === undefined ? [] : [['Actual', shown.actual(problem, actual)]]),
    ]),
  );
}

function ruleOf(problem: string): string | undefined {
  const kind = problemKindOf(problem);
  return kind && (textsOf('en').problem(problem as ProblemCode).rule ?? kind.specification);
}

/** Returns what to do about a rejection or an unanswered request; nothing after a successful sign-in. */
function remediationsOf(
  context: CommandContext,
  attempt: Attempt | undefined,
  tenant: Tenant,
  shown: PersonDisplay,
): readonly Remediation[] {
  const site = standingSite(context.sites, tenant);
  const at = { tenant, urls: site && tenantUrls(site, tenant.id) };
  if (attempt === undefined) return remediationsForUnanswered(at);
  if (attempt.outcome === 'signed-in') return [];
  const { refusal } = attempt;
  const isHidden = !shown.all && quotesSignInName(refusal.problem);
  return remediationsFor(isHidden ? { ...refusal, actual: undefined } : refusal, at);
}
