import { expect, it } from 'vitest';
import type { FunctionName } from '../../functions/routes.ts';
import { keyActions } from '../../infra/constructs/key-actions.ts';
import { tableActions } from '../../infra/constructs/table-actions.ts';
import { documentAt, tableIn } from './document.ts';

it('says of every function what its role may do', () => {
  const written = tableIn(documentAt('docs/operating.md'), 'function').flatMap(([names = '', ...actions]) =>
    names.split(', ').map((name) => [name, ...actions]),
  );
  const built = (Object.keys(tableActions) as FunctionName[]).map((name) => {
    const { tenants = [], flows = [] } = tableActions[name];
    const keys = Object.entries(keyActions[name] ?? {}).map(([use, action]) => `${use}: ${action}`);
    return [name, tenants.join(', '), flows.join(', '), keys.join(', ')];
  });

  expect(written.sort()).toEqual(built.sort());
});
