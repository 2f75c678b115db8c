/**
 * How much of one change a tenant's item and its history repeat. It is part of the tenant's own item until the next
 * change, so it has an end whatever somebody types or metadata shows.
 */
export const changeLimits = {
  /** Of who made it and of why, in characters; the rest is cut. */
  authorLength: 256,
  reasonLength: 1_000,
  /** How many things that a change did it tells of at most; the others are seen in the tenant itself. */
  events: 64,
  /** Of a setting, before and after, in characters. */
  settingLength: 300,
  /** How many settings a tenant has, with room for more. */
  settings: 20,
  /** What an event about a key takes, in bytes. */
  keyEventBytes: 192,
} as const;
