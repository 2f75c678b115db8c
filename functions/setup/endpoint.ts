import { articleFacts } from '../../shared/apps/article-facts.ts';
import {
  type EndpointOptions,
  endpoint,
  type LambdaHandler,
  type RouteHandler,
} from '../../shared/endpoint/endpoint.ts';
import { type Answer, text } from '../../shared/http/answer.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import { readUploadForm } from '../../shared/http/upload-form.ts';
import { copyScript } from '../../shared/pages/setup/copy-script.ts';
import { leftPage, ssoOffPage } from '../../shared/pages/setup/link-landing-page.ts';
import { setupPage } from '../../shared/pages/setup/setup-answer.ts';
import { linkParameter } from '../../shared/setup/setup-link-token.ts';
import { isSsoEnabled } from '../../shared/tenants/sso-entitlement.ts';
import {
  problemContextWithoutRetry,
  requireTenant,
  resolveAddress,
  type TenantLocation,
} from '../location.ts';
import { runSetupAction } from './actions.ts';
import { fileParameter, pageParameter, setupPath } from './addresses.ts';
import type { SetupDependencies } from './dependencies.ts';
import { openLink, showLinkLanding } from './open-link.ts';
import { refuseOtherOrigin, requireFormToken, requireSetupSession } from './session.ts';
import { sendLog } from './show-log.ts';
import { showPage } from './show-page.ts';
import { refuseOversizedDraft } from './within-size.ts';

/** Answers GET and POST of an app’s set-up page. `clock`: the system’s by default. */
export function setupEndpoint(
  deps: SetupDependencies,
  options: Pick<EndpointOptions, 'clock'> = {},
): LambdaHandler {
  return endpoint(setupHandler(deps), {
    methods: ['GET', 'POST'],
    tooLarge: 'setup-upload-too-large',
    problemContext: (request) => problemContextWithoutRetry(deps.sites, request),
    ...options,
  });
}

/**
 * The page by which a customer's administrator sets sign-on up alone. GET shows: the door of a link, by no read at
 * all; the page's own script; or a page of the set-up, by two reads, to a browser that has opened a link. POST opens
 * a link, or does what a form of the page asks for. Who has no open link learns nothing, of no tenant.
 */
function setupHandler(deps: SetupDependencies): RouteHandler {
  return async (request) => {
    const location = requireTenant(resolveAddress(deps.sites, request, 'setup'));
    return request.method === 'POST' ? post(deps, request, location) : get(deps, request, location);
  };
}

async function get(
  deps: SetupDependencies,
  request: EndpointRequest,
  location: TenantLocation,
): Promise<Answer> {
  const query = new URLSearchParams(request.rawQuery);
  if (query.get(fileParameter) === 'copy.js') return text(200, 'text/javascript; charset=utf-8', copyScript);
  const link = query.get(linkParameter);
  if (link !== null) return showLinkLanding(request, location, link);
  if (query.get(pageParameter) === 'left')
    return setupPage(200, leftPage(linkLandingView(request, location)));
  const session = await requireSetupSession(deps, request, location);
  if (query.get(fileParameter) === 'sign-ins.csv') return sendLog(deps, session);
  return isSsoEnabled(session.tenant) ? showPage(deps, session) : ssoOff(request, location);
}

async function post(
  deps: SetupDependencies,
  request: EndpointRequest,
  location: TenantLocation,
): Promise<Answer> {
  refuseOtherOrigin(request, location);
  const opening = isShort(request) ? await readUploadForm(request) : undefined;
  if (opening?.text('action') === 'open') return openLink(deps, request, location, opening);
  // Only a browser that has opened a link may have a longer form read.
  const session = await requireSetupSession(deps, request, location);
  const form = opening ?? (await readUploadForm(request));
  requireFormToken(session, form);
  const isLeaving = form.text('action') === 'leave';
  return isSsoEnabled(session.tenant) || isLeaving
    ? refuseOversizedDraft(() => runSetupAction(deps, session, form))
    : ssoOff(request, location);
}

/** The form that opens a link has an action and a token, in either encoding. */
function isShort({ body }: EndpointRequest): boolean {
  return (body?.length ?? 0) <= 2_048;
}

function ssoOff(request: EndpointRequest, location: TenantLocation): Answer {
  const facts = articleFacts[location.site.app.id];
  return setupPage(200, ssoOffPage(linkLandingView(request, location), facts));
}

function linkLandingView({ language }: EndpointRequest, location: TenantLocation) {
  return { language, appName: location.site.app.displayName, action: setupPath(location) };
}
