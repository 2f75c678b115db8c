import { Problem } from '../../shared/problems/problem.ts';
import { maximumKeysBytes } from '../../shared/tenants/keys/key-sizes.ts';
import { TenantStoreConflict } from '../../shared/tenants/store/tenant-store.ts';

/**
 * Does `change`. Whatever verb of the page it is, one that would make the tenant's keys larger than they may be changes
 * nothing and is the administrator's to mend.
 * @throws Problem `setup-draft-too-large`
 */
export async function refuseOversizedDraft<Result>(change: () => Promise<Result>): Promise<Result> {
  try {
    return await change();
  } catch (error) {
    if (!(error instanceof TenantStoreConflict) || error.reason !== 'too-large') throw error;
    throw new Problem('setup-draft-too-large', { expected: `at most ${maximumKeysBytes} bytes of keys` });
  }
}
