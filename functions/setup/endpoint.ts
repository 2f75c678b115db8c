import { locate } from '../../shared/apps/locate.ts';
import type { Site } from '../../shared/apps/site.ts';
import { endpointUrl } from '../../shared/apps/urls.ts';
import {
  type EndpointOptions,
  endpoint,
  type LambdaHandler,
  type RouteHandler,
} from '../../shared/endpoint/endpoint.ts';
import type { ProblemContext } from '../../shared/endpoint/problem-response.ts';
import { type Answer, redirect, text } from '../../shared/http/answer.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import { readUploadForm, type UploadForm } from '../../shared/http/upload-form.ts';
import { Problem } from '../../shared/problems/problem.ts';
import type { DraftOperation } from '../../shared/setup/draft-access.ts';
import { onlyRenews } from '../../shared/setup/setup-link.ts';
import type { SetupLinkStore } from '../../shared/setup/setup-link-store.ts';
import { linkParameter } from '../../shared/setup/setup-link-token.ts';
import type { AdministrationFlowStore } from '../../shared/sign-in/administration/administration-flow.ts';
import { isConfigured } from '../../shared/tenants/connection.ts';
import { withoutDraft } from '../../shared/tenants/draft/draft.ts';
import { isSsoEnabled } from '../../shared/tenants/sso-entitlement.ts';
import type { CachedTenantStore } from '../../shared/tenants/store/cached-tenant-store.ts';
import {
  problemContextWithoutRetry,
  requireTenant,
  resolveAddress,
  type TenantLocation,
} from '../location.ts';
import { fileParameter, pageParameter, pagePath, type SetupPageName } from './addresses.ts';
import { copyScript } from './copy-script.ts';
import { openDraftGate } from './draft-gate.ts';
import type { AdministratorAction } from './form.ts';
import {
  countSetupUse,
  findSetupSession,
  refuseOtherOrigin,
  requireFormToken,
  requireSetupSession,
  type SetupPageSession,
} from './session.ts';
import { activate, discard, showActivate } from './steps/activate/activate.ts';
import {
  activatePerson,
  addPerson,
  deactivatePerson,
  showAccounts,
} from './steps/administration/accounts.ts';
import {
  createColleagueLink,
  revokeColleagueLink,
  showColleagues,
} from './steps/administration/colleagues.ts';
import { importPeople, previewImport, showImport } from './steps/administration/import.ts';
import { beginAdministration, showAdministratorSignIn } from './steps/administration/sign-in.ts';
import { showConnection, showRenewal } from './steps/connection/connection.ts';
import { reviewSettings } from './steps/connection/review.ts';
import { saveDraft } from './steps/connection/save-draft.ts';
import { showCreate } from './steps/create.ts';
import { showDone } from './steps/done.ts';
import { leaveSetup, openLink, showLeft, showLinkLanding, showSsoNotEnabled } from './steps/link.ts';
import { sendLog, showLog } from './steps/log/log.ts';
import { nextStep } from './steps/next-step.ts';
import { showPeople } from './steps/people.ts';
import type {
  AdministratorDependencies,
  AdministratorForm,
  ShowStep,
  StepDependencies,
  StepForm,
} from './steps/step.ts';
import { startTest } from './steps/test/start-test.ts';
import { showTest } from './steps/test/test.ts';
import { showValues } from './steps/values.ts';

/** What the set-up endpoint works with. */
export interface SetupDependencies extends StepDependencies {
  readonly users: AdministratorDependencies['users'];
  readonly tenants: CachedTenantStore;
  readonly setupLinks: SetupLinkStore;
  readonly administrationFlows: Pick<AdministrationFlowStore, 'begin'>;
}

/** The pages, by the parameter `step`. */
const pages: Readonly<Record<Exclude<SetupPageName, 'left'>, ShowStep>> = {
  create: showCreate,
  values: showValues,
  connection: showConnection,
  renew: showRenewal,
  people: showPeople,
  test: showTest,
  activate: showActivate,
  done: showDone,
  log: showLog,
  accounts: showAccounts,
  import: showImport,
  colleagues: showColleagues,
};

/** The forms, by the field `action`. Each passes the draft gate first. */
const forms: Readonly<Record<DraftOperation, StepForm>> = {
  go: nextStep,
  look: reviewSettings,
  keep: saveDraft,
  test: startTest,
  activate,
  discard,
};

/** The forms of an administrator's page, by the field `action`. None changes the connection or its draft. */
const administratorForms: Readonly<Record<AdministratorAction, AdministratorForm>> = {
  'add-person': addPerson,
  'activate-person': activatePerson,
  'deactivate-person': deactivatePerson,
  'preview-import': previewImport,
  'import-people': importPeople,
  'create-link': createColleagueLink,
  'revoke-link': revokeColleagueLink,
};

/** Answers GET and POST of an app’s set-up page. `clock`: the system’s by default. */
export function setupEndpoint(
  deps: SetupDependencies,
  options: Pick<EndpointOptions, 'clock'> = {},
): LambdaHandler {
  return endpoint(setupHandler(deps), {
    methods: ['GET', 'POST'],
    tooLarge: 'setup-upload-too-large',
    problemContext: (request) => setupProblemContext(deps.sites, request),
    ...options,
  });
}

/**
 * The page on which a customer's administrator sets up single sign-on. GET shows the landing page of a link, without a
 * read, or a page to a browser that has opened a link, by two reads. POST opens a link or takes a form. Without an open
 * link, every tenant looks the same, whether it exists or not.
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
  const file = query.get(fileParameter);
  if (file === 'copy.js') return text(200, 'text/javascript; charset=utf-8', copyScript);
  const token = query.get(linkParameter);
  if (token !== null) return showLinkLanding(request, location, token);
  const page = query.get(pageParameter) ?? '';
  if (page === 'left') return showLeft(request, location);
  const session = await findSetupSession(deps, request, location);
  if (session === undefined) return showAdministratorSignIn(request, location);
  if (file === 'sign-ins.csv') return sendLog(session, deps);
  return isSsoEnabled(session.location.site.app, session.tenant)
    ? showPage(withVisibleDraft(session), deps, page)
    : showSsoNotEnabled(session);
}

async function showPage(session: SetupPageSession, deps: SetupDependencies, name: string): Promise<Answer> {
  const page = isPage(session, name) ? name : currentPage(session);
  return page === name ? pages[page](session, deps) : redirect(pagePath(session.location, page));
}

function isPage({ tenant, link }: SetupPageSession, name: string): name is keyof typeof pages {
  if (name === 'accounts' || name === 'import' || name === 'colleagues') return link.intent === 'administer';
  if (name === 'renew' || name === 'done') return isConfigured(tenant.connection);
  return Object.hasOwn(pages, name);
}

/** The page that the administrator has reached. */
function currentPage({ tenant: { draft, connection }, link }: SetupPageSession): keyof typeof pages {
  if (draft !== undefined) return draft.step;
  if (!isConfigured(connection)) return 'create';
  return link.intent === 'renew-certificate' ? 'connection' : 'done';
}

/** A link that never replaces the connection shows the active connection and its own draft, never another link's. */
function withVisibleDraft(session: SetupPageSession): SetupPageSession {
  const { link, tenant } = session;
  const isHidden = onlyRenews(link.intent) && tenant.draft?.link !== link.id;
  return isHidden ? { ...session, tenant: withoutDraft(tenant) } : session;
}

async function post(
  deps: SetupDependencies,
  request: EndpointRequest,
  location: TenantLocation,
): Promise<Answer> {
  refuseOtherOrigin(request, location);
  const short = isShort(request) ? await readUploadForm(request) : undefined;
  if (short?.text('action') === 'open') return openLink(deps, request, location, short);
  if (short?.text('action') === 'administer') return beginAdministration(deps, request, location);
  // A longer form is read only for a browser that has opened a link.
  const session = await requireSetupSession(deps, request, location);
  const form = short ?? (await readUploadForm(request));
  requireFormToken(session, form);
  if (form.text('action') === 'leave') return leaveSetup(deps, session);
  return isSsoEnabled(session.location.site.app, session.tenant)
    ? takeForm(session, deps, form)
    : showSsoNotEnabled(session);
}

/** The form that opens a link has an action and a token only, in either encoding. */
function isShort({ body }: EndpointRequest): boolean {
  return (body?.length ?? 0) <= 2_048;
}

/**
 * Takes a form after every check: the intent of the link, the hourly limit, and the owner of the draft.
 * @throws Problem `setup-read-only`, `setup-form-malformed`, `setup-too-often`, `setup-nothing-to-renew`,
 * `setup-draft-of-another-link`, `setup-draft-withdrawn`
 */
async function takeForm(
  session: SetupPageSession,
  deps: SetupDependencies,
  form: UploadForm,
): Promise<Answer> {
  if (session.isReadOnly) throw new Problem('setup-read-only');
  const action = form.text('action');
  if (session.link.intent === 'administer' && isAdministratorAction(action)) {
    await countSetupUse(deps, session, 'change');
    return administratorForms[action](session, form, deps);
  }
  if (!isOperation(action)) throw new Problem('setup-form-malformed', { expected: 'a known action' });
  const { counts, take } = forms[action];
  const use = counts(form);
  if (use !== undefined) await countSetupUse(deps, session, use);
  const gate = await openDraftGate(deps, session, action);
  return take({ session, form, gate }, deps);
}

function isAdministratorAction(action: string): action is AdministratorAction {
  return Object.hasOwn(administratorForms, action);
}

function isOperation(action: string): action is DraftOperation {
  return Object.hasOwn(forms, action);
}

/** Returns what the address says about a problem. The way back is the set-up page, where a link is open. */
function setupProblemContext(sites: readonly Site[], request: EndpointRequest): ProblemContext {
  const location = locate(sites, request);
  const context = problemContextWithoutRetry(sites, request);
  if (location?.tenant.kind !== 'named') return { ...context, backHref: undefined };
  return { ...context, backHref: endpointUrl(location.site, location.tenant.id, 'setup') };
}
