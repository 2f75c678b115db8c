import type { SetupLayout } from '../../shared/pages/setup/setup-layout.ts';
import { connectionOf } from '../../shared/tenants/draft/activate-draft.ts';
import {
  type ConnectionDraft,
  type SetupStep,
  setupSteps,
} from '../../shared/tenants/draft/connection-draft.ts';
import { draftOf } from '../../shared/tenants/draft/draft.ts';
import { fileParameter, pagePath, setupPath } from './addresses.ts';
import type { SetupPageSession } from './session.ts';

/** What every page of this visit has around its own part. */
export function layoutOf(session: SetupPageSession): SetupLayout {
  const { request, location, tenant, link, formToken } = session;
  const draft = draftOf(tenant, request.receivedAt);
  return {
    language: request.language,
    appName: location.site.app.displayName,
    tenant: location.tenant,
    action: setupPath(location),
    formToken,
    linkEndsAt: link.expiresAt,
    isReadOnly: link.intent === 'inspect',
    scriptHref: setupPath(location, { [fileParameter]: 'copy.js' }),
    steps: setupSteps.map((step) => ({
      step,
      isDone: isDone(step, session, draft),
      href: pagePath(location, step),
    })),
  };
}

function isDone(step: SetupStep, { tenant }: SetupPageSession, draft: ConnectionDraft): boolean {
  // What runs was set up, step by step, whoever did it.
  if (tenant.draft === undefined && tenant.connection.state === 'active') return true;
  switch (step) {
    case 'connection':
      return connectionOf(tenant.connection, draft) !== undefined;
    case 'test':
      return draft.test?.outcome === 'passed' && draft.test.revision === draft.revision;
    case 'activate':
      return false;
    default:
      return setupSteps.indexOf(draft.step) > setupSteps.indexOf(step);
  }
}
