import { createHash, timingSafeEqual } from 'node:crypto';
import { originOf } from '../../shared/apps/site.ts';
import type { Language } from '../../shared/http/language.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import { formSender } from '../../shared/http/same-origin.ts';
import type { UploadForm } from '../../shared/http/upload-form.ts';
import { hashOfSecret } from '../../shared/ids/secret.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { readSetupCookie, type SetupCookie } from '../../shared/setup/setup-cookie.ts';
import type { OpenSetup, SetupLinkStore, SetupUse } from '../../shared/setup/setup-link-store.ts';
import { type AdministratorStatuses, isLinkWithdrawn } from '../../shared/setup/vouching.ts';
import type { ChangeAuthor } from '../../shared/tenants/history/tenant-change.ts';
import type { CachedTenantStore } from '../../shared/tenants/store/cached-tenant-store.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import type { TenantLocation } from '../location.ts';

/** A request of a browser that has opened a set-up link of the tenant in its address. */
export interface SetupPageSession extends OpenSetup {
  readonly request: EndpointRequest;
  readonly location: TenantLocation;
  readonly language: Language;
  readonly appName: string;
  /** Read for this request. */
  readonly tenant: Tenant;
  /** The token that every form of this browser carries. */
  readonly formToken: string;
  /** Whether the link is for viewing only. */
  readonly isReadOnly: boolean;
}

/** What a set-up session is read from. */
interface SessionDependencies {
  readonly setupLinks: Pick<SetupLinkStore, 'findOpen' | 'find'>;
  readonly tenants: Pick<CachedTenantStore, 'findFresh'>;
  readonly accountStatuses: AdministratorStatuses;
}

/**
 * Returns the session of a request, by two reads: the link with its session, and the tenant; a third one of the
 * administrator who vouches for the link, if one does. A cookie of another tenant, an ended session and a closed link are refused in the same way as no cookie.
 * @throws Problem `setup-not-open`
 */
export async function requireSetupSession(
  { setupLinks, tenants, accountStatuses }: SessionDependencies,
  request: EndpointRequest,
  location: TenantLocation,
): Promise<SetupPageSession> {
  const cookie = readSetupCookie(request.cookies);
  if (cookie === undefined || !isOf(cookie, location)) throw setupNotOpen();
  const open = await setupLinks.findOpen(
    { ...cookie, secretHash: hashOfSecret(cookie.secret) },
    request.receivedAt,
  );
  if (open === undefined) throw setupNotOpen();
  const tenant = await tenants.findFresh(cookie.app, cookie.tenant);
  if (tenant === undefined || (await isLinkWithdrawn(accountStatuses, open.link))) throw setupNotOpen();
  return {
    ...open,
    request,
    location,
    language: request.language,
    appName: location.site.app.displayName,
    tenant,
    formToken: formTokenOf(cookie),
    isReadOnly: open.link.intent === 'inspect',
  };
}

/**
 * Returns the session of a request like {@link requireSetupSession}. Undefined for a browser that may sign in as an
 * administrator instead: one without a set-up cookie of this tenant, by no read, so that every tenant looks the same to
 * it; and one whose administrator's session has ended.
 * @throws Problem `setup-not-open` if the browser had opened a link
 */
export async function findSetupSession(
  deps: SessionDependencies,
  request: EndpointRequest,
  location: TenantLocation,
): Promise<SetupPageSession | undefined> {
  const cookie = readSetupCookie(request.cookies);
  if (cookie === undefined || !isOf(cookie, location)) return undefined;
  try {
    return await requireSetupSession(deps, request, location);
  } catch (error) {
    const { app, tenant, link } = cookie;
    const isEnded = error instanceof Problem && error.code === 'setup-not-open';
    const known = isEnded ? await deps.setupLinks.find(app, tenant, link) : undefined;
    if (known?.administrator?.holder === 'self') return undefined;
    throw error;
  }
}

/** Returns the one problem of a link that is unknown, expired, revoked, used up or another tenant's. */
export function setupNotOpen(): Problem {
  return new Problem('setup-not-open');
}

function isOf({ app, tenant }: SetupCookie, location: TenantLocation): boolean {
  return app === location.site.app.id && tenant === location.tenant;
}

/** Only pages of this browser's session show it. It opens nothing by itself. */
function formTokenOf({ secret }: SetupCookie): string {
  return createHash('sha256').update(`set-up form ${secret}`).digest('base64url');
}

/**
 * Refuses a form if a header says that a page of another origin sent it. If no header says so, the form itself decides:
 * by the token of the session ({@link requireFormToken}), or by the link that it opens.
 * @throws Problem `setup-form-refused`
 */
export function refuseOtherOrigin(request: EndpointRequest, { site, tenant }: TenantLocation): void {
  if (formSender(request, originOf(site, tenant)) !== 'another-origin') return;
  throw new Problem('setup-form-refused', {
    expected: 'a form of this origin',
    actual: request.header('sec-fetch-site') ?? request.header('origin') ?? 'no origin',
  });
}

/**
 * Refuses a form without the token of this session. Comparing takes the same time for every token.
 * @throws Problem `setup-form-refused`
 */
export function requireFormToken({ formToken }: SetupPageSession, form: UploadForm): void {
  const [ours, theirs] = [Buffer.from(formToken), Buffer.from(form.text('token'))];
  if (ours.length === theirs.length && timingSafeEqual(ours, theirs)) return;
  throw new Problem('setup-form-refused', { expected: 'the token of this session' });
}

/**
 * Counts one use of the link, by one write.
 * @throws Problem `setup-too-often` over the hourly limit
 */
export async function countSetupUse(
  { setupLinks }: { readonly setupLinks: Pick<SetupLinkStore, 'count'> },
  { link, request }: SetupPageSession,
  use: SetupUse,
): Promise<void> {
  const { app, tenant, id } = link;
  if (await setupLinks.count(app, tenant, id, use, request.receivedAt)) return;
  throw new Problem('setup-too-often', { actual: use });
}

/** Returns the author of a change for the tenant's history. */
export function setupChangeAuthor({
  link,
  request,
}: Pick<SetupPageSession, 'link' | 'request'>): ChangeAuthor {
  const { administrator } = link;
  const by =
    administrator?.holder === 'self' ? `administrator ${administrator.signInName}` : `set-up link ${link.id}`;
  return { by, at: request.receivedAt };
}
