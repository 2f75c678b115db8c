import type { Command } from 'commander';
import { registerMetadata } from '../connection/metadata-set.ts';
import { registerKeyAdd } from '../keys/key-add.ts';
import { registerKeyList } from '../keys/key-list.ts';
import { registerKeyMoves } from '../keys/key-move.ts';
import { registerTenantEncryption } from '../own-keys/tenant-encryption.ts';
import { registerTenantRequestSigning } from '../own-keys/tenant-request-signing.ts';
import type { Terminal } from '../terminal.ts';
import { registerTenantAdd } from './tenant-add.ts';
import { registerTenantClaims } from './tenant-claims.ts';
import { registerTenantEndSessions } from './tenant-end-sessions.ts';
import { registerTenantGrace } from './tenant-grace.ts';
import { registerTenantHistory } from './tenant-history.ts';
import { registerTenantJustInTime } from './tenant-just-in-time.ts';
import { registerTenantList } from './tenant-list.ts';
import { registerTenantMailDomain } from './tenant-mail-domain.ts';
import { registerTenantMove } from './tenant-move.ts';
import { registerTenantRemove } from './tenant-remove.ts';
import { registerTenantSet } from './tenant-set.ts';
import { registerTenantShow } from './tenant-show.ts';
import { registerTenantState } from './tenant-state.ts';

/** Adds the commands of `tenant`. */
export function registerTenantCommands(tenant: Command, terminal: Terminal): void {
  tenant.commandsGroup('Tenants:');
  registerTenantAdd(tenant, terminal);
  registerTenantList(tenant, terminal);
  registerTenantShow(tenant, terminal);
  registerTenantSet(tenant, terminal);
  registerTenantMove(tenant, terminal);
  registerTenantState(tenant, terminal);
  registerTenantMailDomain(tenant, terminal);
  registerTenantEndSessions(tenant, terminal);
  registerTenantRemove(tenant, terminal);
  registerTenantHistory(tenant, terminal);
  tenant.commandsGroup('People:');
  registerTenantClaims(tenant, terminal);
  registerTenantJustInTime(tenant, terminal);
  tenant.commandsGroup('Certificates and metadata:');
  const key = tenant.command('key').description('manage the signing certificates that a tenant trusts');
  registerKeyList(key, terminal);
  registerKeyAdd(key, terminal);
  registerKeyMoves(key, terminal);
  registerMetadata(tenant, terminal);
  registerTenantGrace(tenant, terminal);
  tenant.commandsGroup('Encryption and request signing:');
  registerTenantEncryption(tenant, terminal);
  registerTenantRequestSigning(tenant, terminal);
}
