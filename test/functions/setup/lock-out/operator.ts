import type { CommandContext } from '../../../../infra/operator/command-context.ts';
import { revokeLink } from '../../../../infra/operator/setup-link/setup-link-revoke.ts';
import { setAdministrator } from '../../../../infra/operator/users/user-administrator.ts';
import type { SetupLinkId } from '../../../../shared/ids/setup-link-id.ts';
import { profileOf } from '../../../fixtures/apps.ts';
import type { Customer } from '../../../harness/customer.ts';
import type { Product } from '../../../harness/product.ts';

/** The operator's commands for one customer, over the stores of the product. */
export function operatorOf({ deployment }: Product, { tenant, user }: Customer, clock: () => Date) {
  const { tenants, users, flows, setupLinks } = deployment;
  // As much of it as these two commands use.
  const context = {
    tenants,
    users,
    flows,
    setupLinks,
    terminal: { now: clock, pause: async () => {} },
    author: async () => ({ by: 'maria@workstation', at: clock() }),
    commandLine: (words: string) => words,
  } as unknown as CommandContext;
  const app = profileOf(tenant.app);
  return {
    /** `setup-link revoke`; an interrupted one ends before the draft is given up. */
    async revoke(link: SetupLinkId, isWhole: boolean): Promise<void> {
      if (isWhole) await revokeLink(context, app, tenant.id, link);
      else await setupLinks.revoke(tenant.app, tenant.id, link, clock());
    },
    /** `user administrator … on` or `off`. */
    async setRight(on: boolean): Promise<void> {
      await setAdministrator(context, { app, tenant: tenant.id, signInName: user.signInName }, on);
    },
  };
}
