import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import { parseSetupLinkId, shownSetupLinkId } from '../../../shared/ids/setup-link-id.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { applicationIn } from '../../../shared/tenants/draft/replaced-parts.ts';
import type { TenantChange, TenantEvent } from '../../../shared/tenants/history/tenant-change.ts';
import { addTenantArguments } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { aligned, type CommandResult, minute } from '../command-result.ts';
import { runCommand } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { unknownTenant } from './change-tenant.ts';

/** `tenant history`. */
export function registerTenantHistory(tenant: Command, terminal: Terminal): void {
  addTenantArguments(
    tenant.command('history').description('list every change of a tenant and its keys: when, who, why, what'),
  ).action((app: AppProfile, id: TenantId, _: unknown, command: Command) =>
    runCommand(terminal, command, (context) => showHistory(context, app, id)),
  );
}

async function showHistory(context: CommandContext, app: AppProfile, id: TenantId): Promise<CommandResult> {
  const changes = await context.tenants.history(app.id, id);
  // A removed tenant still has a history; a tenant that never existed has none.
  if (changes.length === 0) throw unknownTenant(context, { app: app.id, id });
  const rows = changes.flatMap(changeRows);
  return { text: aligned([['WHEN', 'WHO', 'WHY', 'WHAT'], ...rows]), json: { changes } };
}

function changeRows({ at, by, reason = '', events }: TenantChange): readonly string[][] {
  return events.map((event, index) =>
    index === 0 ? [minute(at), authorText(by), reason, eventText(event)] : ['', '', '', eventText(event)],
  );
}

/** Formats the author; a change by a set-up link is stored with the bare id. */
function authorText(by: string): string {
  return by.replace(/^set-up link (.+)$/, (all, link: string) =>
    parseSetupLinkId(link) === undefined ? all : `set-up link ${shownSetupLinkId(link)}`,
  );
}

function eventText(event: TenantEvent): string {
  switch (event.kind) {
    case 'tenant-added':
      return 'tenant added';
    case 'tenant-removed':
      return 'tenant removed';
    case 'sessions-ended':
      return 'every session ended';
    case 'key-pinned':
      return `key ${event.thumbprint}: certificate pinned`;
    case 'key-proof':
      return event.became === 'proven'
        ? `key ${event.thumbprint}: proven, it signed a response to a request of this tenant`
        : `key ${event.thumbprint}: claim released, unproven until it signs again`;
    case 'key':
      return `key ${event.thumbprint}: ${movement(event.from, event.to)}`;
    case 'setup-link':
      return `set-up link ${shownSetupLinkId(event.link)}: ${event.became}`;
    case 'person':
      return `person ${event.user}: ${event.became}`;
    case 'setting':
      return `${event.name}: ${movement(event.from, event.to)}${movedTo(event)}`;
  }
}

function movement(from: string | undefined, to: string | undefined): string {
  if (from === undefined) return to ?? '';
  return to === undefined ? `${from}, removed` : `${from} -> ${to}`;
}

/** Says in words that people sign in from another directory or application: the values alone do not show it. */
function movedTo({ name, from, to }: Extract<TenantEvent, { readonly kind: 'setting' }>): string {
  if (from === undefined || to === undefined) return '';
  if (name === 'issuer') return ' (another directory)';
  if (name !== 'metadataUrl') return '';
  const [before, after] = [applicationIn(from), applicationIn(to)];
  return before !== undefined && after !== undefined && before !== after ? ' (another application)' : '';
}
