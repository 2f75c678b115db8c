import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import {
  type MailDomain,
  maximumMailDomains,
  parseMailDomain,
} from '../../../shared/tenants/mail-domains/mail-domain.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { addTenantArguments } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandResult } from '../command-result.ts';
import { OperatorError } from '../operator-error.ts';
import { runCommand } from '../run-command.ts';
import type { Terminal } from '../terminal.ts';
import { changeTenantAsOperator, findTenant } from './change-tenant.ts';
import { titleOf, viewTenant } from './tenant-view.ts';

const afterHelp = `
Where an app's Sign-on URL names no tenant, the sign-on page asks for the short name or the work e-mail address. The
domain after the @ then leads to the tenant that lists it. List only domains that this customer owns: a domain belongs
to one tenant of an app. No one signs in by it; the directory still decides about the person.
`;

const verbs = {
  add: { description: 'let people find a tenant by the domain of their work e-mail', change: addDomain },
  remove: { description: 'remove a mail domain from a tenant', change: removeDomain },
} as const;

/** `tenant mail-domain add` and `tenant mail-domain remove`. */
export function registerTenantMailDomain(tenant: Command, terminal: Terminal): void {
  const group = tenant
    .command('mail-domain')
    .description('manage the mail domains by which people find a tenant');
  for (const verb of ['add', 'remove'] as const) {
    addTenantArguments(group.command(verb).description(verbs[verb].description))
      .argument('<domain>', 'such as contoso.com', readMailDomain)
      .addHelpText('after', afterHelp)
      .action((app: AppProfile, id: TenantId, domain: MailDomain, _: unknown, command: Command) =>
        runCommand(terminal, command, (context) => verbs[verb].change(context, { app: app.id, id }, domain)),
      );
  }
}

type Name = Pick<Tenant, 'app' | 'id'>;

/** The owner is claimed first: a tenant never lists a domain that leads to another one. */
async function addDomain(context: CommandContext, name: Name, domain: MailDomain): Promise<CommandResult> {
  const before = await findTenant(context, name);
  const listed = before.mailDomains ?? [];
  if (!listed.includes(domain) && listed.length >= maximumMailDomains) {
    throw new OperatorError(
      'mail-domains-full',
      `The ${titleOf(before)} lists ${maximumMailDomains} mail domains already. Nothing was changed.`,
      [`Remove one: ${context.commandLine(`tenant mail-domain remove ${name.app} ${name.id} ${listed[0]}`)}`],
    );
  }
  const holder = await context.mailDomains.claim(name.app, domain, name.id);
  if (holder !== undefined) {
    throw new OperatorError('mail-domain-taken', `Tenant ${holder} lists ${domain}. Nothing was changed.`, [
      `If it does not belong to that customer: ${context.commandLine(`tenant mail-domain remove ${name.app} ${holder} ${domain}`)}`,
    ]);
  }
  const tenant = await changeTenantAsOperator(context, name, (current) => ({
    ...current,
    mailDomains: [...new Set([...(current.mailDomains ?? []), domain])].sort(),
  }));
  return {
    text: `People of the ${titleOf(tenant)} can enter a work e-mail address of ${domain}.`,
    json: { tenant: viewTenant(context, tenant) },
  };
}

/** The tenant stops to list it first: the index alone leads to no one. */
async function removeDomain(context: CommandContext, name: Name, domain: MailDomain): Promise<CommandResult> {
  const before = await findTenant(context, name);
  if (!before.mailDomains?.includes(domain)) {
    throw new OperatorError('mail-domain-unknown', `The ${titleOf(before)} does not list ${domain}.`, [
      `It lists: ${before.mailDomains?.join(', ') ?? 'none'}`,
    ]);
  }
  const tenant = await changeTenantAsOperator(context, name, withoutDomain(domain));
  await context.mailDomains.release(name.app, domain, name.id);
  return {
    text: `The ${titleOf(tenant)} no longer lists ${domain}.`,
    json: { tenant: viewTenant(context, tenant) },
  };
}

function withoutDomain(domain: MailDomain): (tenant: Tenant) => Tenant {
  return ({ mailDomains = [], ...tenant }) => {
    const left = mailDomains.filter((each) => each !== domain);
    return left.length === 0 ? tenant : { ...tenant, mailDomains: left };
  };
}

function readMailDomain(text: string): MailDomain {
  const domain = parseMailDomain(text);
  if (domain !== undefined) return domain;
  throw new InvalidArgumentError(
    'A mail domain is what follows the @ in a work e-mail address: contoso.com.',
  );
}
