import { type RefreshAsk, readRefreshAsk } from '../../shared/events/refresh-ask.ts';
import {
  type Look,
  lookAfterKeys,
  type RolloverPorts,
} from '../../shared/metadata-refresh/refresh-tenant.ts';
import { logFailedRefresh, logFault } from '../../shared/observability/log.ts';
import { keyExpiryNoticeDays, keysExpiringMetric } from '../../shared/observability/metric-names.ts';
import type { Counters } from '../../shared/observability/metrics.ts';

/** What a batch works with. */
export interface RefreshPorts extends RolloverPorts {
  readonly counters: Pick<Counters, 'count' | 'publish'>;
  readonly clock: () => Date;
}

/** A message as it came. */
export interface Message {
  readonly id: string;
  readonly body: string;
}

/**
 * Looks after the keys of every tenant that is asked for, all at the same time; neither a slow directory nor a
 * broken message keeps the others. @returns The messages that nobody could do: they come again.
 */
export async function refreshMetadata(
  ports: RefreshPorts,
  messages: readonly Message[],
): Promise<readonly string[]> {
  const undone = await Promise.all(messages.map((message) => takeUp(ports, message)));
  ports.counters.publish();
  return undone.flat();
}

async function takeUp(ports: RefreshPorts, { id, body }: Message): Promise<string[]> {
  try {
    const ask = readRefreshAsk(body);
    const look = await lookAfterKeys(ports, ask, ports.clock());
    count(ports, ask, look);
    if (look.outcome === 'failed') logFailedRefresh(ask, look.code ?? '');
    return [];
  } catch (fault) {
    logFault(fault);
    return [id];
  }
}

function count({ counters }: RefreshPorts, { because }: RefreshAsk, { outcome, daysLeft }: Look): void {
  if (outcome === 'failed') counters.count('RefreshFailed');
  // Counted at the tenant's turns alone, or many sign-ins would look like many tenants.
  if (because !== 'turn' || outcome === 'left-alone') return;
  for (const days of keyExpiryNoticeDays) {
    counters.count(keysExpiringMetric(days), daysLeft !== undefined && daysLeft <= days ? 1 : 0);
  }
}
