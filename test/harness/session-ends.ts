import { endSessions } from '../../shared/tenants/end-sessions.ts';
import { later, type Provider, type SignedInPerson } from './openid-provider.ts';
import { aTenant } from './samples.ts';

/** One way by which a session ends. */
export type SessionEnd = readonly [
  name: string,
  end: (provider: Provider, person: SignedInPerson) => Promise<unknown>,
];

/** Every way by which a session ends, as the commands, the pages and the directory do it. */
export const sessionEnds: readonly SessionEnd[] = [
  [
    'the person’s sign-out',
    ({ flows, time }, { session: { app, tenant, id, sessionHash } }) =>
      flows.signOut(app, tenant, id, sessionHash, { reason: 'signed-out', at: time.now }),
  ],
  [
    'a sign-out on every device',
    ({ flows, time }, { user }) =>
      flows.signOutUser(user.app, user.tenant, user.id, { reason: 'signed-out-everywhere', at: time.now }),
  ],
  [
    'the end of all sessions of the tenant',
    ({ flows, time }, { tenant }) =>
      flows.signOutTenant(tenant.app, tenant.id, { reason: 'tenant-sessions-revoked', at: time.now }),
  ],
  [
    'a generation of the user',
    ({ users, time }, { user }) => users.update(user, { endSessions: true }, time.now),
  ],
  [
    'a deactivation of the user',
    ({ users, time }, { user }) => users.setActive(user.app, user.tenant, user.signInName, false, time.now),
  ],
  [
    'a deactivation and an activation of the user',
    async ({ users, time }, { user }) => {
      await users.setActive(user.app, user.tenant, user.signInName, false, time.now);
      await users.setActive(user.app, user.tenant, user.signInName, true, time.now);
    },
  ],
  [
    'a new sign-in name',
    ({ users, time }, { user }) => users.rename(user, 'another.name@contoso.com', time.now),
  ],
  ['a removal of the user', ({ users }, { user }) => users.remove(user)],
  [
    'a generation of the tenant',
    ({ tenants, time }, { tenant }) =>
      tenants.change(tenant.app, tenant.id, { by: 'an operator', at: time.now }, endSessions),
  ],
  [
    'a disabled connection',
    ({ tenants, time }, { tenant }) =>
      tenants.change(tenant.app, tenant.id, { by: 'an operator', at: time.now }, (each) => ({
        ...each,
        connection: { ...each.connection, state: 'disabled' },
      })),
  ],
  [
    'the end of single sign-on for the tenant',
    ({ tenants, time }, { tenant }) =>
      tenants.change(tenant.app, tenant.id, { by: 'an operator', at: time.now }, (each) => ({
        ...each,
        sso: false,
      })),
  ],
  ['a removal of the tenant', ({ tenants }, { tenant }) => tenants.remove(tenant.app, tenant.id)],
  [
    'another tenant of the same name, with the same user',
    async ({ tenants, users, time }, { tenant, user }) => {
      await tenants.remove(tenant.app, tenant.id);
      const createdAt = new Date(time.now.getTime() + 1);
      await tenants.add(aTenant({ app: tenant.app, id: tenant.id, createdAt }));
      await users.add(user);
    },
  ],
  [
    'the end of its time',
    async (provider, { session }) =>
      later(provider, (session.sessionExpiresAt.getTime() - provider.time.now.getTime()) / 1_000),
  ],
];
