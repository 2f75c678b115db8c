import { describe, expect, it } from 'vitest';
import { readinessMemoryMilliseconds } from '../../functions/readyz/constants.ts';
import { readyzEndpoint } from '../../functions/readyz/endpoint.ts';
import { ask } from '../harness/ask.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { useLog } from '../harness/logged.ts';
import { faults } from './fault.ts';
import { faultyTables } from './faulty-tables.ts';

const url = 'https://perform.trakstar.com/readyz';

describeWithDatabase('the readiness check, whose only call', (database) => {
  useLog();

  describe.each(faults)('$name', (fault) => {
    it('says 503 with a code, in time, and is ready again when the store is', async () => {
      const now = { at: Date.parse('2026-11-30T09:00:00Z') };
      const well = database().tables;
      let spoiled = faultyTables(well, 0, fault);
      const handler = readyzEndpoint(
        { tenants: { get: (key) => spoiled.tables.tenants.get(key) }, timeoutMilliseconds: 100 },
        { clock: () => new Date(now.at) },
      );
      const asked = async () => {
        const { statusCode, body = '' } = await ask(handler, { url });
        return [statusCode, JSON.parse(body)];
      };

      expect(await asked()).toEqual([503, { status: 'unavailable', code: 'store-unavailable' }]);
      expect(spoiled.calls).toEqual(['get tenants']);

      spoiled = faultyTables(well);
      now.at += readinessMemoryMilliseconds;
      expect(await asked()).toEqual([200, { status: 'ready' }]);
    });
  });
});
