import type { Command } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { endSessions } from '../../../shared/tenants/end-sessions.ts';
import { type KeyWithState, placeKey, removeKey } from '../../../shared/tenants/keys/key-states.ts';
import { shownThumbprint } from '../../../shared/tenants/keys/trusted-key-identity.ts';
import type { Connection, Tenant } from '../../../shared/tenants/tenant.ts';
import { addTenantArguments } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandResult } from '../command-result.ts';
import { confirm, type DestroyOptions } from '../confirm.ts';
import {
  addEndSessionsOption,
  type EndSessionsOption,
  markTenantSessionsEnded,
  sessionsEndedText,
} from '../mark-sessions-ended.ts';
import { runCommand } from '../run-command.ts';
import { changeTenantAsOperator, findTenant } from '../tenants/change-tenant.ts';
import { titleOf } from '../tenants/tenant-view.ts';
import type { Terminal } from '../terminal.ts';
import { findKey } from './find-key.ts';
import { keysResult } from './key-list.ts';

interface MoveOptions extends DestroyOptions, EndSessionsOption {
  readonly reason?: string;
}

/** One verb and what it does with a key. */
interface Move {
  readonly description: string;
  readonly made: (connection: Connection, status: KeyWithState) => Connection;
  readonly done: string;
}

const moves: Readonly<Record<'promote' | 'retire' | 'remove', Move>> = {
  promote: {
    description: 'promote a key: a candidate or retired key becomes trusted, a trusted one becomes primary',
    made: (connection, { key, state }) =>
      placeKey(connection, key, state === 'secondary' || state === 'primary' ? 'primary' : 'secondary'),
    done: 'promoted',
  },
  retire: {
    description: 'stop trusting a key; it stays listed and can be promoted again',
    made: (connection, { key }) => placeKey(connection, key, 'retired'),
    done: 'retired and no longer trusted',
  },
  remove: {
    description: 'stop trusting a key and delete it; the history keeps its thumbprint',
    made: (connection, { name }) => removeKey(connection, name),
    done: 'removed and no longer trusted',
  },
};

/** `tenant key promote`, `tenant key retire`, `tenant key remove`. */
export function registerKeyMoves(key: Command, terminal: Terminal): void {
  for (const verb of ['promote', 'retire', 'remove'] as const) {
    const command = addTenantArguments(key.command(verb).description(moves[verb].description))
      .argument('<thumbprint>', 'its thumbprint, or the first digits')
      .option('--reason <text>', 'why, for the history')
      .option('--dry-run', 'show what would change, change nothing');
    if (verb !== 'promote') {
      addEndSessionsOption(command).option('--yes', 'do not ask for confirmation (implied by --json)');
    }
    command.action((app: AppProfile, id: TenantId, thumbprint: string, options: MoveOptions, self: Command) =>
      runCommand(terminal, self, (context) => moveKey(context, app, id, thumbprint, verb, options)),
    );
  }
}

async function moveKey(
  context: CommandContext,
  app: AppProfile,
  id: TenantId,
  text: string,
  verb: keyof typeof moves,
  options: MoveOptions,
): Promise<CommandResult> {
  const { made, done } = moves[verb];
  const move = (before: Tenant): Tenant => {
    const moved = { ...before, connection: made(before.connection, findKey(context, before, text)) };
    return options.endSessions ? endSessions(moved) : moved;
  };
  const found = await findTenant(context, { app: app.id, id });
  const planned = move(found);
  const thumbprint = shownThumbprint(findKey(context, found, text).key);
  if (!options.dryRun && planned.connection.trustedKeys.length < found.connection.trustedKeys.length) {
    const last =
      planned.connection.trustedKeys.length === 0 ? ' It is the last key: all sign-ins will fail.' : '';
    const ends = options.endSessions ? ' All its sessions end.' : '';
    await confirm(context, options, {
      effect: `The ${titleOf(found)} will no longer trust ${thumbprint}.${last}${ends}`,
      word: id,
      command: `tenant key ${verb} ${app.id} ${id} ${text.replace(/\s+/g, '')}${options.endSessions ? ' --end-sessions' : ''}`,
    });
  }
  const tenant = options.dryRun
    ? planned
    : await changeTenantAsOperator(context, found, move, options.reason);
  const effect = `Key ${thumbprint} of the ${titleOf(found)} is ${done}.`;
  if (!options.endSessions || options.dryRun) {
    return keysResult(context, tenant, { done: effect, dryRun: options.dryRun === true });
  }
  const sessionsEnded = await markTenantSessionsEnded(context, tenant, 'tenant-sessions-revoked');
  const report = keysResult(context, tenant, { done: `${effect} ${sessionsEndedText(sessionsEnded)}` });
  return { ...report, json: { ...report.json, sessionsEnded } };
}
