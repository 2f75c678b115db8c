import { setTimeout } from 'node:timers/promises';
import { expect as vitestsExpect } from 'vitest';

export { vi } from 'vitest';
export { afterAll, afterEach, beforeAll, beforeEach, describe, it, test } from './registry.ts';

type Matcher = (...values: readonly unknown[]) => void;

/** As long as vitest's own. */
const longestPollMs = 1_000;
const betweenPollsMs = 20;

/** `expect.poll`, whose original needs vitest's worker: the matcher holds in the end. */
const poll = (act: () => unknown) =>
  new Proxy({} as Record<string, (...values: readonly unknown[]) => Promise<void>>, {
    get: (_, matcher: string) => {
      return async (...values: readonly unknown[]) => {
        for (let spentMs = 0; ; spentMs += betweenPollsMs) {
          const value = await act();
          try {
            (vitestsExpect(value) as unknown as Record<string, Matcher>)[matcher]?.(...values);
            return;
          } catch (error) {
            if (spentMs >= longestPollMs) throw error;
            await setTimeout(betweenPollsMs);
          }
        }
      };
    },
  });

/** What test files import as `vitest` while they run in Stryker's own process. */
export const expect = Object.assign((value: unknown, message?: string) => vitestsExpect(value, message), {
  ...vitestsExpect,
  poll,
});
