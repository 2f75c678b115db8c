import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { isSetUp } from '../../../shared/tenants/connection.ts';
import { readApp, readTenantId } from '../arguments.ts';
import type { Desk } from '../command-context.ts';
import type { Report } from '../command-result.ts';
import { notSetUpYet } from '../connection-missing.ts';
import { perform } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { changeTenant } from './change-tenant.ts';
import { markSessionsEnded, sessionsEndedText } from './end-sessions.ts';
import { titleOf, viewTenant } from './tenant-view.ts';

const verbs = {
  enable: {
    state: 'active',
    description: 'let people sign in to a tenant',
    effect: 'is active: people can sign in.',
  },
  disable: {
    state: 'disabled',
    description: 'refuse every sign-in to a tenant, and end its sessions',
    effect: 'is disabled: nobody can sign in.',
  },
} as const;

/** `tenant enable` and `tenant disable`. */
export function registerTenantState(tenant: Command, terminal: Terminal): void {
  for (const verb of ['enable', 'disable'] as const) {
    tenant
      .command(verb)
      .description(verbs[verb].description)
      .argument('<app>', 'timetrack or trakstar', readApp)
      .argument('<tenant>', "the customer's name in the app", readTenantId)
      .action((app: AppProfile, id: TenantId, _: unknown, command: Command) =>
        perform(terminal, command, (desk) => setState(desk, app, id, verb)),
      );
  }
}

async function setState(
  desk: Desk,
  app: AppProfile,
  id: TenantId,
  verb: keyof typeof verbs,
): Promise<Report> {
  const { state, effect } = verbs[verb];
  const tenant = await changeTenant(desk, { app: app.id, id }, (before) => {
    if (state === 'active' && !isSetUp(before.connection)) throw notSetUpYet(desk, before);
    return { ...before, connection: { ...before.connection, state } };
  });
  const view = viewTenant(desk, tenant);
  const text = `The ${titleOf(tenant)} ${effect}`;
  if (state === 'active') return { text, json: { tenant: view } };
  const sessionsEnded = await markSessionsEnded(desk, tenant);
  return { text: `${text} ${sessionsEndedText(sessionsEnded)}`, json: { tenant: view, sessionsEnded } };
}
