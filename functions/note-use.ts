import type { EndpointRequest } from '../shared/http/request.ts';
import type { SignedInFlow } from '../shared/sign-in/flow.ts';
import type { FlowStore } from '../shared/sign-in/flow-store.ts';
import { isUseDue } from '../shared/sign-in/sessions/idle.ts';
import { bestEffort } from './best-effort.ts';

/**
 * Writes that a request of its person used a valid session, where the tenant has an idle time-out and the last use was
 * written long enough ago: see `isUseDue`. Otherwise no request. If the write fails or takes long, that is logged and
 * the person goes on: the next request tries again. Never call it for a request that the directory sends, or one that a
 * cookie proves that can only end the session.
 */
export async function noteUse(
  { flows }: { readonly flows: Pick<FlowStore, 'noteUse'> },
  session: SignedInFlow,
  { method, reference, receivedAt }: Pick<EndpointRequest, 'method' | 'reference' | 'receivedAt'>,
): Promise<void> {
  // A request for the headers alone has no effect.
  if (method === 'HEAD' || !isUseDue(session, receivedAt)) return;
  await bestEffort(reference, () => flows.noteUse(session, receivedAt));
}
