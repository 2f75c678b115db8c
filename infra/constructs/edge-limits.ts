import type { Stage } from '../stage.ts';

/** How many seconds the firewall counts. */
export const windowSeconds = 300;

/** How many times over the API must take what the firewall lets one address send. */
export const throttleMargin = 10;

/** WAF takes no lower limit. */
const leastLimit = 10;

/** What the firewall lets one address send to a kind of path, in five minutes. */
export interface EdgeLimits {
  readonly signOn: number;
  readonly assertionConsumer: number;
  readonly setup: number;
  /** All of Latchkey's paths together, but `/session`. */
  readonly all: number;
  /** `/session`, of an address that is no back end's. */
  readonly session: number;
}

/**
 * Returns the limits of a stage. Each way in has a share of its own, so that a flood of one closes no other. `/session`
 * is asked by the vendor's back end for everybody: without a list of its addresses, one address may ask as often as the
 * API answers at all.
 */
export function edgeLimits(
  { requestsPerFiveMinutes: all, backEndAddresses }: NonNullable<Stage['edge']>,
  { other }: Stage['throttles'],
): EdgeLimits {
  const share = (percent: number) => Math.max(leastLimit, Math.floor((all * percent) / 100));
  return {
    signOn: share(30),
    assertionConsumer: share(30),
    setup: share(10),
    all,
    session: backEndAddresses.length === 0 ? Math.max(all, other.perSecond * windowSeconds) : all,
  };
}

/**
 * Returns what is wrong with throttles behind the edge, one line each: one address that stays below its limit must not
 * be able to spend a throttle, which all share.
 */
export function throttleFaults(
  edge: NonNullable<Stage['edge']>,
  throttles: Stage['throttles'],
): readonly string[] {
  const limits = edgeLimits(edge, throttles);
  const shared = [
    ['signOn', limits.signOn],
    ['assertionConsumer', limits.assertionConsumer],
    ['other', limits.all],
  ] as const;
  return shared.flatMap(([name, limit]) => {
    const needed = Math.ceil((limit * throttleMargin) / windowSeconds);
    const { perSecond } = throttles[name];
    if (perSecond >= needed) return [];
    return [
      `throttles.${name}.perSecond (${perSecond}) is less than ${throttleMargin} times what the firewall lets one address ` +
        `send (${limit} in five minutes): raise it to ${needed}, or lower edge.requestsPerFiveMinutes`,
    ];
  });
}
