/** What test files import as `vitest` while they run in Stryker's own process. */
export { expect, vi } from 'vitest';
export { afterAll, afterEach, beforeAll, beforeEach, describe, it, test } from './registry.ts';
