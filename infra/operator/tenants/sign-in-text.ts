import { requireApp } from '../../../shared/apps/apps.ts';
import { isSsoEnabled } from '../../../shared/tenants/sso-entitlement.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import type { CommandContext } from '../command-context.ts';

/** Ends a sentence "people can sign in": with a full stop, or with what the tenant lacks and the command for it. */
export function whenPeopleSignIn(context: CommandContext, tenant: Tenant): string {
  const { app, id, connection } = tenant;
  if (connection.state === 'disabled') {
    return ` once the tenant is enabled: ${context.commandLine(`tenant enable ${app} ${id}`)}`;
  }
  if (connection.state !== 'active') return ' once the tenant is set up.';
  if (!isSsoEnabled(requireApp(context.apps, app), tenant)) {
    return ` once single sign-on is on: ${context.commandLine(`tenant set ${app} ${id} --sso on`)}`;
  }
  return '.';
}
