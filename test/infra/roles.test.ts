import { describe, expect, it } from 'vitest';
import type { FunctionName } from '../../functions/routes.ts';
import { grantsOfRoles, rolesTable } from '../../infra/documents/roles.ts';
import { keyActions } from '../../infra/functions/key-actions.ts';
import { permissionsOf, tableActions } from '../../infra/functions/table-actions.ts';
import { keysOf } from '../../shared/objects/keys-of.ts';

describe('the table of roles', () => {
  const grants = grantsOfRoles();
  const grantedTo = (name: FunctionName, to: RegExp) =>
    grants
      .filter((grant) => grant.name === name && to.test(grant.to))
      .flatMap((grant) => grant.actions.map((action) => `${grant.to}: ${action}`))
      .sort();

  it.each(keysOf(tableActions))('says of %s what it may do with the tables', (name) => {
    const { tenants = [], flows = [] } = tableActions[name];
    const meant = [['Tenants', tenants] as const, ['Flows', flows] as const].flatMap(([table, actions]) =>
      permissionsOf(actions).map(
        ({ action, index }) => `${table}${index === undefined ? '' : `, index ${index}`}: ${action}`,
      ),
    );
    expect(grantedTo(name, /^(?:Tenants|Flows)/)).toEqual(meant.sort());
  });

  it('says who may use which keys', () => {
    expect(grantedTo('assertion-consumer', /^keys/)).toEqual(['keys of decryption: Decrypt']);
    expect(grantedTo('sign-on', /^keys/)).toEqual(['keys of request signing: Sign']);
    const users = new Set(grants.filter(({ to }) => to.startsWith('keys')).map(({ name }) => name));
    expect([...users].sort()).toEqual(Object.keys(keyActions).sort());
  });

  it('names nobody who may only write to their own log, and knows no wildcard', () => {
    expect(grants.map(({ name }) => name)).not.toContain('healthz');
    expect(rolesTable()).not.toContain('*');
  });
});
