import { accessLogFormat } from '../../infra/constructs/latchkey-api.ts';
import type { ClientId } from '../../shared/ids/client-id.ts';
import type { FlowId } from '../../shared/ids/flow-id.ts';
import type { UserId } from '../../shared/ids/user-id.ts';
import {
  logDecision,
  logFailedRefresh,
  logUndeliveredLogout,
  logUnexpectedError,
} from '../../shared/observability/log.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { tenant } from '../ids/identifiers.ts';
import { linesLogged } from '../observability/captured-log.ts';

const known = {
  app: 'timetrack',
  tenant: tenant('acme'),
  flow: '_1',
  reference: '7KQF-M2ZD',
  launch: 'idp-tile',
  grace: { until: new Date(0), reason: 'a test' },
} as const;

/** Every field of the functions' log, as Logs Insights names it: `error.frames.0`. */
export async function functionFields(): Promise<ReadonlySet<string>> {
  const lines = await linesLogged(() => {
    logDecision({
      ...known,
      event: 'sign-in.accepted',
      initiatedBy: 'idp',
      recognisedBy: 'directory-identity',
      user: 'user-1',
      userCreated: true,
      repeated: true,
    });
    const problem = new Problem('audience-mismatch', { expected: 'a', actual: 'b' });
    logDecision({ ...known, event: 'sign-in.refused', problem });
    logUndeliveredLogout(
      {
        ...known,
        id: 'n',
        client: 'reports' as ClientId,
        issuer: '',
        user: 'u' as UserId,
        session: '_1' as FlowId,
      },
      'status 500',
    );
    logFailedRefresh(known, 'metadata-unreachable');
    logUnexpectedError(new Error('outer', { cause: new Error('inner') }), known.reference);
  });
  return new Set(lines.flatMap((line) => pathsIn(line)));
}

/** Every field of the API's log. */
export function apiFields(): ReadonlySet<string> {
  return new Set(Object.keys(JSON.parse(accessLogFormat)));
}

function pathsIn(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) =>
    pathsIn(inner, path === '' ? key : `${path}.${key}`),
  );
}
