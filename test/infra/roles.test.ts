import { describe, expect, it } from 'vitest';
import type { FunctionName } from '../../functions/routes.ts';
import { grantsOfRoles, rolesTable } from '../../infra/documents/roles.ts';
import { functionNames, functionRecords } from '../../infra/functions/function-records.ts';
import { permissionsOf } from '../../infra/functions/table-action.ts';

describe('the table of roles', () => {
  const grants = grantsOfRoles();
  const grantedTo = (name: FunctionName, to: RegExp) =>
    grants
      .filter((grant) => grant.name === name && to.test(grant.to))
      .flatMap((grant) => grant.actions.map((action) => `${grant.to}: ${action}`))
      .sort();

  it.each(functionNames)('says of %s what it may do with the tables', (name) => {
    const { tenants = [], flows = [] } = functionRecords[name].tables;
    const meant = [['Tenants', tenants] as const, ['Flows', flows] as const].flatMap(([table, actions]) =>
      permissionsOf(actions).map(
        ({ action, index }) => `${table}${index === undefined ? '' : `, index ${index}`}: ${action}`,
      ),
    );
    expect(grantedTo(name, /^(?:Tenants|Flows)(?!, stream)/)).toEqual(meant.sort());
  });

  it('says who may use which keys', () => {
    expect(grantedTo('assertion-consumer', /^keys/)).toEqual(['keys of decryption: Decrypt']);
    expect(grantedTo('sign-on', /^keys/)).toEqual(['keys of request signing: Sign']);
    const users = new Set(grants.filter(({ to }) => to.startsWith('keys')).map(({ name }) => name));
    expect([...users].sort()).toEqual(
      functionNames.filter((name) => functionRecords[name].keys !== undefined).sort(),
    );
  });

  it('names nobody who may only write to their own log, and knows no wildcard', () => {
    expect(grants.map(({ name }) => name)).not.toContain('healthz');
    expect(rolesTable()).not.toContain('*');
    // An action that AWS gives no resources: the hourly check reads counts of a week ago.
    expect(grantedTo('check-sign-in', /^the account/)).toEqual(['the account: GetMetricData']);
    expect(grants.filter(({ to }) => to === 'the account')).toHaveLength(1);
  });
});
