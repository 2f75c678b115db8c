import type { AppProfile } from '../../../../shared/apps/profile.ts';
import { productionSite } from '../../../../shared/apps/site.ts';
import { addressFaults, routeFaults } from '../../../apps/address-faults.ts';

/** Returns what these applications may not have in common in one stage, each with both names. */
export function faultsBetween(profiles: readonly AppProfile[]): readonly string[] {
  return [...addressFaults(profiles.map(productionSite)), ...routeFaults(profiles)];
}
