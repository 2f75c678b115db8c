import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { isConfigured } from '../../../shared/tenants/connection.ts';
import { readApp, readTenantId } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandResult } from '../command-result.ts';
import { appChoices } from '../known-apps.ts';
import { markTenantSessionsEnded, sessionsEndedText } from '../mark-sessions-ended.ts';
import { runCommand } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { changeTenantAsOperator, connectionMissing } from './change-tenant.ts';
import { whenPeopleSignIn } from './sign-in-text.ts';
import { titleOf, viewTenant } from './tenant-view.ts';

const verbs = {
  enable: {
    state: 'active',
    description: 'enable sign-ins to a tenant',
    effect: 'is active: people can sign in',
  },
  disable: {
    state: 'disabled',
    description: 'refuse every sign-in to a tenant and end its sessions',
    effect: 'is disabled: every sign-in is refused.',
  },
} as const;

/** `tenant enable` and `tenant disable`. */
export function registerTenantState(tenant: Command, terminal: Terminal): void {
  for (const verb of ['enable', 'disable'] as const) {
    tenant
      .command(verb)
      .description(verbs[verb].description)
      .argument('<app>', appChoices(), readApp)
      .argument('<tenant>', "the customer's name in the app", readTenantId)
      .action((app: AppProfile, id: TenantId, _: unknown, command: Command) =>
        runCommand(terminal, command, (context) => setState(context, app, id, verb)),
      );
  }
}

async function setState(
  context: CommandContext,
  app: AppProfile,
  id: TenantId,
  verb: keyof typeof verbs,
): Promise<CommandResult> {
  const { state, effect } = verbs[verb];
  const tenant = await changeTenantAsOperator(context, { app: app.id, id }, (before) => {
    if (state === 'active' && !isConfigured(before.connection)) throw connectionMissing(context, before);
    return { ...before, connection: { ...before.connection, state } };
  });
  const view = viewTenant(context, tenant);
  const text = `The ${titleOf(tenant)} ${effect}`;
  if (state === 'active') {
    return { text: `${text}${whenPeopleSignIn(context, tenant)}`, json: { tenant: view } };
  }
  const sessionsEnded = await markTenantSessionsEnded(context, tenant, 'tenant-disabled');
  return { text: `${text} ${sessionsEndedText(sessionsEnded)}`, json: { tenant: view, sessionsEnded } };
}
