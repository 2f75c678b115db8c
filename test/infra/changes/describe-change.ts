import { describe } from 'vitest';
import {
  type OperatorChangeName,
  operatorChanges,
} from '../../../infra/documents/changes/operator-changes.ts';

/**
 * Groups the tests that prove one row of the table in docs/operating.md. `changes.test.ts` reads the name in the source:
 * write it as a literal.
 */
export function describeChange(name: OperatorChangeName, tests: () => void): void {
  describe(`${name}: ${operatorChanges[name].when}`, tests);
}
