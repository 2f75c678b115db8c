import { eventId } from '../../shared/events/event-id.ts';
import { type LogoutNotice, readLogoutNotice } from '../../shared/events/logout-notice.ts';
import type { ClientId } from '../../shared/ids/client-id.ts';
import { logUndeliveredLogout, logUnexpectedError } from '../../shared/observability/log.ts';
import type { OpenIdClient } from '../../shared/openid/client.ts';
import { logoutTokenClaims, logoutTokenType } from '../../shared/session-ends/logout-token.ts';

/** What the function reads, signs with and sends by. */
export interface NotifyClientsDependencies {
  /** Returns the client as it is now, or undefined. */
  readonly findClient: (id: ClientId) => Promise<OpenIdClient | undefined>;
  /** Returns the signed token of these claims, with this `typ`. One use of the key. */
  readonly sign: (claims: Readonly<Record<string, unknown>>, type: string) => Promise<string>;
  /** Posts a logout token to an address. Returns the status; throws where there is no answer in time. */
  readonly post: (uri: string, logoutToken: string) => Promise<number>;
  readonly clock: () => Date;
}

/** A message of the queue. */
export interface NoticeMessage {
  readonly id: string;
  readonly body: string;
  /** How often the queue has delivered it, from 1. */
  readonly attempt: number;
}

/**
 * Tells clients of ended sessions by back channel, all at the same time: a client that is slow delays no other. Each
 * costs one read and one signature.
 * @returns The ids of the messages to deliver again: the client did not answer, or not with 200 or 204.
 */
export async function notifyClients(
  deps: NotifyClientsDependencies,
  messages: readonly NoticeMessage[],
): Promise<readonly string[]> {
  const failed = await Promise.all(messages.map((message) => deliver(deps, message)));
  return failed.flat();
}

async function deliver(deps: NotifyClientsDependencies, message: NoticeMessage): Promise<readonly string[]> {
  try {
    const notice = readLogoutNotice(message.body);
    const outcome = await tell(deps, notice, message.attempt);
    if (outcome === 'told') return [];
    logUndeliveredLogout(notice, outcome);
    return [message.id];
  } catch (error) {
    logUnexpectedError(error);
    return [message.id];
  }
}

/** Returns `told`, also where the client or its address is gone; else why it was not. */
async function tell(
  { findClient, sign, post, clock }: NotifyClientsDependencies,
  notice: LogoutNotice,
  attempt: number,
): Promise<'told' | string> {
  const client = await findClient(notice.client);
  const uri = client?.app === notice.app ? client.backChannelLogoutUri : undefined;
  if (uri === undefined) return 'told';
  const token = await sign(logoutTokenClaims(notice, eventId(notice.id, attempt), clock()), logoutTokenType);
  try {
    const status = await post(uri, token);
    // A client that read the token answers 200; some frameworks answer 204.
    return status === 200 || status === 204 ? 'told' : `status ${status}`;
  } catch (error) {
    return error instanceof Error ? error.name : 'no answer';
  }
}
