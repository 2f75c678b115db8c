import type { Stage } from '../stages.ts';

/**
 * The most that one request to a route costs, in units: at the assertion consumer two items and a first sign-in's
 * third, strongly consistent; and one flow of up to 2 kB with its three indexes, a user's binding, a refusal.
 */
const readUnitsPerRequest = 6;
const writeUnitsPerRequest = 12;

/**
 * What the tables may spend a second: as much as the API's throttles let through at most, so that no genuine
 * sign-in meets it, and no loop of ours or of an attacker costs more than that.
 */
export function maximumUnits({ throttles }: Pick<Stage, 'throttles'>): {
  readonly read: number;
  readonly write: number;
} {
  const { signOn, assertionConsumer, other } = throttles;
  const writing = signOn.burst + assertionConsumer.burst;
  return {
    read: readUnitsPerRequest * (writing + other.burst),
    write: writeUnitsPerRequest * writing,
  };
}
