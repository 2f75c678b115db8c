import type { Apps } from '../../shared/apps/apps.ts';
import { httpsMetadataSource } from '../../shared/federation-metadata/https-metadata-source.ts';
import { metadataHostsFrom } from '../../shared/federation-metadata/metadata-host.ts';
import { logEvent, logUnexpectedError } from '../../shared/observability/log.ts';
import { createDynamoDbClient, openTables } from '../../shared/store/dynamodb.ts';
import { localTableNames } from '../../shared/store/tables.ts';
import { type LocalRefreshDependencies, runLocalRefresh } from './metadata-refresh.ts';

/** How often keys are looked after, in milliseconds; a deployed stage takes twelve hours for all of them. */
const intervalMilliseconds = 15_000;

/**
 * Looks after the tenants' keys as long as the process runs. What there is to say of them is a line like that of a
 * decision; a refused sign-in has its own already.
 */
export function repeatRefresh(apps: Apps): void {
  const watch: LocalRefreshDependencies = {
    tables: openTables(createDynamoDbClient(), localTableNames),
    apps,
    metadata: httpsMetadataSource({ hosts: metadataHostsFrom(process.env) }),
    events: {
      publish: async (events) => {
        for (const event of events) if (event.type !== 'latchkey.sign-in.refused') logEvent(event);
      },
    },
    clock: () => new Date(),
  };
  let isRunning = false;
  const run = async () => {
    if (isRunning) return;
    isRunning = true;
    await runLocalRefresh(watch).catch((error: unknown) => logUnexpectedError(error));
    isRunning = false;
  };
  setInterval(() => void run(), intervalMilliseconds).unref();
}
