import type { StageSettings } from '../stage-schema.ts';
import { readUnitsOf, writeUnitsOf } from './largest-items.ts';

/** An item of an index that copies the keys alone, or of a buffer's counts, in units. */
const smallWriteUnits = 1;

/**
 * The most that one request to a route costs, in units, by the largest legal items: at the assertion consumer it reads
 * tenant, flow and user, strongly consistent. It writes the flow with its copy in the index by time and its keys in two
 * others, and binds a user with its copy in the index by identity.
 */
export const unitsPerRequest = {
  read: readUnitsOf('tenant') + readUnitsOf('flow') + readUnitsOf('user'),
  write: 2 * writeUnitsOf('flow') + 2 * smallWriteUnits + 2 * writeUnitsOf('user'),
} as const;

/** What DynamoDB gives a table on demand until the account's quota is raised, in units a second, of either kind. */
export const tableQuotaUnits = 40_000;

/**
 * What the tables may spend a second: as much as the API's throttles let through at most, so that no genuine
 * sign-in meets it, and no endless loop, Latchkey's or an attacker's, costs more than that.
 */
export function maximumUnits({ throttles }: Pick<StageSettings, 'throttles'>): {
  readonly read: number;
  readonly write: number;
} {
  const { signOn, assertionConsumer, other } = throttles;
  const writing = signOn.burst + assertionConsumer.burst;
  return {
    read: unitsPerRequest.read * (writing + other.burst),
    write: unitsPerRequest.write * writing,
  };
}
