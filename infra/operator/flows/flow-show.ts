import { type Command, InvalidArgumentError } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import { tenantUrls } from '../../../shared/apps/urls.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { textsOf } from '../../../shared/pages/text/texts.ts';
import type { ProblemCode } from '../../../shared/problems/problem.ts';
import type { RecordedRefusal } from '../../../shared/sign-in/log/rejection-log.ts';
import {
  type Instruction,
  instructionsFor,
  instructionsForUnanswered,
  kindOf,
} from '../../../shared/sign-in/log/remediation.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import type { Desk } from '../command-context.ts';
import { aligned, indented, type Report } from '../command-result.ts';
import { perform } from '../run-command.ts';
import { findTenant } from '../tenants/change-tenant.ts';
import { addTenantArguments } from '../tenants/tenant-arguments.ts';
import { titleOf } from '../tenants/tenant-view.ts';
import type { Terminal } from '../terminal.ts';
import { viewAttempt } from './attempt-view.ts';
import { type Attempt, compared } from './attempts.ts';
import { type FlowTarget, type FoundFlow, findFlow, readTarget } from './find-flow.ts';
import { namesSomebody, type Revealing, revealing } from './person-text.ts';
import { driftText, sinceText } from './profile-changes-text.ts';
import { instructionsText, viewInstruction } from './remediation-text.ts';
import { failedChecksOf, type TimelineEntry, timelineOf } from './timeline.ts';

const afterHelp = `
The reference is what the problem page showed the person: 7KQF-M2ZD. What is shown ends with who puts it right, in
which field of which page of Entra, or by which command. To go through a message that you have captured, check by
check: latchkey explain --help.
`;

/** `flow show`. */
export function registerFlowShow(flow: Command, terminal: Terminal): void {
  addTenantArguments(
    flow.command('show').description('what became of one sign-in, step by step, and what to do about it'),
  )
    .argument('<flow-or-reference>', 'a flow’s id, or the reference on a problem page', (text: string) => {
      const target = readTarget(text);
      if (target !== undefined) return target;
      throw new InvalidArgumentError(
        'It is a reference such as 7KQF-M2ZD, or the id of a flow: flow list shows both.',
      );
    })
    .option('--reveal', 'show sign-in names in full')
    .addHelpText('after', afterHelp)
    .action(
      (app: AppProfile, id: TenantId, target: FlowTarget, options: { reveal?: boolean }, command: Command) =>
        perform(terminal, command, (desk) =>
          showFlow(desk, app, id, target, revealing(options.reveal === true)),
        ),
    );
}

async function showFlow(
  desk: Desk,
  app: AppProfile,
  id: TenantId,
  target: FlowTarget,
  shown: Revealing,
): Promise<Report> {
  const tenant = await findTenant(desk, { app: app.id, id });
  const found = await findFlow(desk, tenant, target);
  const timeline = timelineOf(found, tenant, shown, desk.terminal.now());
  const attempt = attemptOf(found, target);
  const comparison = attempt && compared(attempt, found.lastGood === undefined ? [] : [found.lastGood]);
  const view = comparison && viewAttempt(comparison, shown);
  const refusal = attempt?.outcome === 'refused' ? attempt.refusal : undefined;
  const instructions = instructionsOf(desk, attempt, tenant, shown);
  const { drift = [], lastGood } = comparison ?? {};
  const text = [
    `${titleOf(tenant)}: ${headline(found, refusal)}`,
    timelineText(timeline),
    ...(refusal === undefined ? [] : [problemText(refusal, shown)]),
    ...(lastGood === undefined || drift.length === 0
      ? []
      : [[`${sinceText(lastGood.signedInAt)}:`, indented(drift.map(driftText).join('\n'))].join('\n')]),
    ...(instructions.length === 0 ? [] : [instructionsText(desk, instructions)]),
  ].join('\n\n');
  return {
    text,
    json: {
      ...(view ?? { outcome: 'open', ...(found.flow === undefined ? {} : { flow: found.flow.id }) }),
      timeline,
      ...(refusal === undefined ? {} : { failedChecks: failedChecksOf(refusal) }),
      instructions: instructions.map((each) => viewInstruction(desk, each)),
    },
  };
}

/** How it ended: by the refusal that a reference names, else by signing in, else by its last refusal. */
function attemptOf({ flow, refusals }: FoundFlow, target: FlowTarget): Attempt | undefined {
  if (flow !== undefined && flow.state !== 'requested' && 'id' in target) {
    return { outcome: 'signed-in', at: flow.signedInAt, flow };
  }
  const refusal = refusals.at(-1);
  return refusal && { outcome: 'refused', at: refusal.at, refusal };
}

function headline({ flow }: FoundFlow, refusal: RecordedRefusal | undefined): string {
  if (refusal !== undefined) return `a sign-in was refused, reference ${refusal.reference}.`;
  switch (flow?.state) {
    case 'signed-in':
      return 'somebody signed in.';
    case 'signed-out':
      return 'somebody signed in, and out again.';
    default:
      return 'a sign-in was begun.';
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

function problemText({ problem, expected, actual }: RecordedRefusal, shown: Revealing): string {
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
  const kind = kindOf(problem);
  return kind && (textsOf('en').problem(problem as ProblemCode).rule ?? kind.specification);
}

/** Of a refusal, or of a request that nobody has answered. Somebody who came in needs none. */
function instructionsOf(
  desk: Desk,
  attempt: Attempt | undefined,
  tenant: Tenant,
  shown: Revealing,
): readonly Instruction[] {
  const site = desk.sites.find((each) => each.app.id === tenant.app);
  const at = { tenant, urls: site && tenantUrls(site, tenant.id) };
  if (attempt === undefined) return instructionsForUnanswered(at);
  if (attempt.outcome === 'signed-in') return [];
  const { refusal } = attempt;
  const isHidden = !shown.all && namesSomebody(refusal.problem);
  return instructionsFor(isHidden ? { ...refusal, actual: undefined } : refusal, at);
}
