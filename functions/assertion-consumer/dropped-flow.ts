import { type Answer, redirect } from '../../shared/http/answer.ts';
import type { FlowId } from '../../shared/ids/flow-id.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { wasDropped } from '../../shared/sign-in/browser/dropped-flows-cookie.ts';
import { readSessionEndCookie } from '../../shared/sign-in/browser/session-end-cookie.ts';
import type { SessionStores } from '../../shared/sign-in/session.ts';
import { findSessionByHash } from '../../shared/sign-in/session-by-hash.ts';
import type { AssertionConsumerDependencies } from './dependencies.ts';
import type { PostedResponse } from './posted-response.ts';
import { beginAgainHref } from './start-again.ts';

/** The answer to a response whose request lost its cookie to newer tabs. */
export type DroppedFlow =
  | { readonly ledOn: Answer }
  | { readonly problem: Problem; readonly startAgainHref: string };

/**
 * Answers `flow-other-browser` where it is the right browser, which lost the cookie of the request because it had more
 * than eight tabs. If a session of the tenant runs, it redirects to sign-on, which proves that session; otherwise the
 * person starts again. Either way keeps where they wanted to go. Undefined for any other browser. At most two reads,
 * and only if the cookie was dropped.
 */
export async function answerDroppedFlow(
  { sites, ...stores }: SessionStores & Pick<AssertionConsumerDependencies, 'sites'>,
  { request, location: { site, tenant } }: Pick<PostedResponse, 'request' | 'location'>,
  id: FlowId | undefined,
): Promise<DroppedFlow | undefined> {
  if (id === undefined || !wasDropped(request.cookies, id)) return undefined;
  const flow = await stores.flows.find(site.app.id, tenant, id);
  const href = beginAgainHref(sites, { site, tenant }, flow);
  const end = readSessionEndCookie(request.cookies);
  const isHere = end?.app === site.app.id && end.tenant === tenant;
  const session = isHere ? await findSessionByHash(stores, end, request.receivedAt) : undefined;
  if (session !== undefined) return { ledOn: redirect(href) };
  return { problem: Problem.authenticated('flow-dropped', { actual: id }), startAgainHref: href };
}
