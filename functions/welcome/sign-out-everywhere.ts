import { originOf, type Site } from '../../shared/apps/site.ts';
import { ProblemResponse } from '../../shared/endpoint/problem-response.ts';
import { type Answer, redirectWithBody } from '../../shared/http/answer.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import { formSender } from '../../shared/http/same-origin.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { signOutEverywherePath, signOutPath } from '../../shared/sign-in/browser/sign-out-path.ts';
import type { RunningSession } from '../../shared/sign-in/session.ts';
import { bestEffort } from '../best-effort.ts';
import type { Deployment } from '../deployment.ts';

/**
 * Ends every session of the person whose session this is, by the count that all of them have copied: also those that no
 * index shows yet. Then the browser sends its form on to `POST /sign-out`, which forgets the cookies and goes on as the
 * tenant's sign-out does. One read, one write; then, beside the answer, the sessions are marked as ended.
 *
 * Only a page of this exact origin may ask. Unlike a sign-out of one browser, a request whose headers do not name its
 * sender is refused too: a person whose browser says nothing can still sign out here.
 * @throws ProblemResponse `sign-out-everywhere-other-origin`
 */
export async function signOutEverywhere(
  { users, flows }: Pick<Deployment, 'users' | 'flows'>,
  request: EndpointRequest,
  { site, session }: { readonly site: Site; readonly session: RunningSession },
): Promise<Answer> {
  const { app, tenant, user } = session;
  if (formSender(request, originOf(site, tenant)) !== 'our-page') {
    throw new ProblemResponse(
      new Problem('sign-out-everywhere-other-origin', {
        expected: 'a form of this origin',
        actual: request.header('sec-fetch-site') ?? request.header('origin') ?? 'no header that names one',
      }),
      { signOutAction: signOutPath },
    );
  }
  const { receivedAt: at, reference } = request;
  const found = await users.findBySignInName(app, tenant, user.signInName);
  // Another user of this name, or none: then this session has ended in the meantime, and so have the others.
  const changed = found?.id === user.id ? await users.update(found, { endSessions: true }, at) : undefined;
  const end = { reason: 'signed-out-everywhere', at } as const;
  // The person may sign in again while this still runs: that session stays.
  const only = { generation: changed?.sessionGeneration };
  await bestEffort(reference, () => flows.signOutUser(app, tenant, user.id, end, only));
  return redirectWithBody(signOutEverywherePath);
}
