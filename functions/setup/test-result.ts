import type { Markup } from '../../shared/http/markup.ts';
import type { ConnectionDraft } from '../../shared/tenants/draft.ts';
import type { SetupVisit } from './visit.ts';

/** What the last test of this very draft saw; undefined where there is nothing more to say than that it passed or failed. */
export function testResult(_visit: SetupVisit, _draft: ConnectionDraft): Markup | undefined {
  return undefined;
}
