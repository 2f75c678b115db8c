import { appsOf } from '../../shared/apps/apps.ts';
import type { Site } from '../../shared/apps/site.ts';
import { clientFaults } from '../../shared/openid/client-faults.ts';

/**
 * Returns what is wrong with the OpenID Connect clients that the apps of a stage declare, one line each: also what only
 * several apps together can have wrong, such as one id twice or a redirect to another app's host.
 */
export function declaredClientFaults(sites: readonly Site[]): readonly string[] {
  const declared = [...appsOf(sites).values()].flatMap((app) =>
    (app.openIdClients ?? []).map((client) => ({ app: app.id, client })),
  );
  const repeated = declared.filter(
    ({ client }, index) => declared.findIndex((other) => other.client.id === client.id) < index,
  );
  return [
    ...declared.flatMap(({ app, client }) =>
      clientFaults({ ...client, app }, sites).map(
        ({ field, message }) => `${app}: client ${client.id}: ${field} ${message}`,
      ),
    ),
    ...repeated.map(({ app, client }) => `${app}: client ${client.id} exists twice: give each its own id`),
  ];
}
