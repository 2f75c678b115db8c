import { redirect } from '../../../../shared/http/answer.ts';
import { newReference } from '../../../../shared/ids/reference.ts';
import { hashOfSecret, newSecret } from '../../../../shared/ids/secret.ts';
import { parseSetupLinkId } from '../../../../shared/ids/setup-link-id.ts';
import { Problem } from '../../../../shared/problems/problem.ts';
import {
  colleagueLinkSeconds,
  isLinkOpen,
  maximumColleagueLinks,
  type SetupLink,
} from '../../../../shared/setup/setup-link.ts';
import { setupLinkUrl } from '../../../../shared/setup/setup-link-token.ts';
import { withoutDraftOf } from '../../../../shared/tenants/draft/draft.ts';
import { pagePath } from '../../addresses.ts';
import { type SetupPageSession, setupChangeAuthor } from '../../session.ts';
import type { AdministratorDependencies, AdministratorForm, ShowStep } from '../step.ts';
import { colleaguesPage } from './colleagues-page.ts';

/** Shows the open links for colleagues. */
export const showColleagues: ShowStep = async (session, deps) =>
  colleaguesPage(session, await openLinks(session, deps));

/**
 * Makes a link for a colleague and shows it once. Its right is the right of the administrator who makes it, and ends
 * with it, so that a link never outlives the person who answers for it. Only an administrator who signed in makes one:
 * a colleague's link leads to no further link, so its end is the end.
 */
export const createColleagueLink: AdministratorForm = async (session, _, deps) => {
  const administrator = requireSelf(session);
  const { app, id: tenant } = session.tenant;
  const now = session.request.receivedAt;
  const links = await deps.setupLinks.list(app, tenant);
  const colleagues = links.filter(isColleagues);
  for (const link of colleagues.filter((each) => each.expiresAt <= now)) {
    await deps.setupLinks.remove(app, tenant, link.id);
  }
  const open = colleagues.filter((link) => isLinkOpen(link, now));
  if (open.length >= maximumColleagueLinks) return colleaguesPage(session, open, { tooMany: true });
  const id = parseSetupLinkId(newReference(deps.random));
  if (id === undefined) throw new Error('a reference is a link id');
  const secret = newSecret(deps.random);
  const link: SetupLink = {
    app,
    tenant,
    id,
    secretHash: hashOfSecret(secret),
    intent: 'administer',
    once: false,
    createdBy: `administrator ${administrator.signInName}`,
    createdAt: now,
    expiresAt: new Date(now.getTime() + colleagueLinkSeconds * 1_000),
    openings: 0,
    administrator: { ...administrator, holder: 'colleague' },
  };
  if (!(await deps.setupLinks.add(link))) throw new Error('the id of a new link is taken');
  await deps.tenants.note(app, tenant, setupChangeAuthor(session), [
    { kind: 'setup-link', link: id, became: 'created' },
  ]);
  const made = { url: setupLinkUrl(session.location.site, tenant, { id, secret }), link };
  return colleaguesPage(session, [link, ...open], { made });
};

/**
 * Revokes a colleague's link, and discards its draft: the link first, as the operator does, so that no open page can save
 * another draft. Any administrator of the tenant may, who made it or not; but only a link for a colleague.
 */
export const revokeColleagueLink: AdministratorForm = async (session, form, deps) => {
  requireSelf(session);
  const { app, id: tenant } = session.tenant;
  const author = setupChangeAuthor(session);
  const id = parseSetupLinkId(form.text('id'));
  const link = id && (await deps.setupLinks.find(app, tenant, id));
  if (link === undefined || !isColleagues(link)) {
    throw new Problem('setup-form-malformed', { expected: 'a link for a colleague' });
  }
  if (await deps.setupLinks.revoke(app, tenant, link.id, author.at)) {
    await deps.tenants.note(app, tenant, author, [{ kind: 'setup-link', link: link.id, became: 'revoked' }]);
  }
  await deps.tenants.change(app, tenant, author, (found) => withoutDraftOf(found, link.id));
  return redirect(pagePath(session.location, 'colleagues'));
};

function requireSelf({ link: { administrator } }: SetupPageSession) {
  if (administrator?.holder === 'self') return administrator;
  throw new Problem('setup-read-only', { expected: 'an administrator who signed in' });
}

async function openLinks(
  { tenant, request }: SetupPageSession,
  { setupLinks }: AdministratorDependencies,
): Promise<readonly SetupLink[]> {
  const links = await setupLinks.list(tenant.app, tenant.id);
  return links.filter((link) => isColleagues(link) && isLinkOpen(link, request.receivedAt));
}

function isColleagues({ administrator }: SetupLink): boolean {
  return administrator?.holder === 'colleague';
}
