import { createHash, timingSafeEqual } from 'node:crypto';
import { originOf } from '../../shared/apps/site.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import { formSender } from '../../shared/http/same-origin.ts';
import type { UploadForm } from '../../shared/http/upload-form.ts';
import { hashOfSecret } from '../../shared/ids/secret-hash.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { readSetupCookie, type SetupCookie } from '../../shared/setup/setup-cookie.ts';
import type { OpenSetup, SetupUse } from '../../shared/setup/setup-link-store.ts';
import type { ChangeAuthor } from '../../shared/tenants/history/tenant-change.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import type { TenantLocation } from '../location.ts';
import type { SetupDependencies } from './dependencies.ts';

/** A browser that has opened a link of the tenant in its address. */
export interface SetupPageSession extends OpenSetup {
  readonly request: EndpointRequest;
  readonly location: TenantLocation;
  /** As it is now. */
  readonly tenant: Tenant;
  /** What a form of this browser carries. */
  readonly formToken: string;
}

/**
 * Who visits, by two reads: the link with its session, and the tenant. A cookie of another tenant, an ended session
 * and a closed link are all the same as none.
 * @throws Problem `setup-not-open`
 */
export async function requireSetupSession(
  deps: SetupDependencies,
  request: EndpointRequest,
  location: TenantLocation,
): Promise<SetupPageSession> {
  const cookie = readSetupCookie(request.cookies);
  if (cookie === undefined || !isOf(cookie, location)) throw setupNotOpen();
  const open = await deps.setupLinks.findOpen(
    { ...cookie, secretHash: hashOfSecret(cookie.secret) },
    request.receivedAt,
  );
  if (open === undefined) throw setupNotOpen();
  const tenant = await deps.tenants.findFresh(cookie.app, cookie.tenant);
  if (tenant === undefined) throw setupNotOpen();
  return { ...open, request, location, tenant, formToken: formTokenOf(cookie) };
}

/** Every way not to be let in is the same. */
export function setupNotOpen(): Problem {
  return new Problem('setup-not-open');
}

function isOf({ app, tenant }: SetupCookie, location: TenantLocation): boolean {
  return app === location.site.app.id && tenant === location.tenant;
}

/** Only our own pages of this browser's session know it; it opens nothing by itself. */
function formTokenOf({ secret }: SetupCookie): string {
  return createHash('sha256').update(`set-up form ${secret}`).digest('base64url');
}

/**
 * Refuses a form where a header says that another origin's page sent it. Where the headers say nothing, what the form
 * itself carries decides: the session's token ({@link requireFormToken}), or the link that it opens, which only a
 * person with a link of this very tenant can know.
 * @throws Problem `setup-form-refused`
 */
export function refuseOtherOrigin(request: EndpointRequest, { site, tenant }: TenantLocation): void {
  if (formSender(request, originOf(site, tenant)) !== 'another-origin') return;
  throw new Problem('setup-form-refused', {
    expected: 'a form of this origin',
    actual: request.header('sec-fetch-site') ?? request.header('origin') ?? 'no origin',
  });
}

/** @throws Problem `setup-form-refused` where the form does not carry this session's token */
export function requireFormToken({ formToken }: SetupPageSession, form: UploadForm): void {
  const [ours, theirs] = [Buffer.from(formToken), Buffer.from(form.text('token'))];
  if (ours.length === theirs.length && timingSafeEqual(ours, theirs)) return;
  throw new Problem('setup-form-refused', { expected: 'the token of this session' });
}

/** Counts one use of the link. @throws Problem `setup-too-often` */
export async function countSetupUse(
  { setupLinks }: Pick<SetupDependencies, 'setupLinks'>,
  { link, request }: SetupPageSession,
  use: SetupUse,
): Promise<void> {
  const { app, tenant, id } = link;
  if (await setupLinks.count(app, tenant, id, use, request.receivedAt)) return;
  throw new Problem('setup-too-often', { actual: use });
}

/** Whose change it is, for the tenant's history. */
export function setupChangeAuthor({
  link,
  request,
}: Pick<SetupPageSession, 'link' | 'request'>): ChangeAuthor {
  return { by: `set-up link ${link.id}`, at: request.receivedAt };
}
