import { defined } from '../objects/defined.ts';
import type { SignedInFlow } from '../sign-in/flow.ts';
import type { Grant } from '../sign-in/grant/grant.ts';
import { readGrantOfSignIn } from '../sign-in/grant/grant-item.ts';
import { readFlowItem } from '../sign-in/read-flow-item.ts';
import type { ChangedItem } from '../store/stream-record.ts';

/** A session that was ended by a write, which says why and when. */
export type EndedSession = SignedInFlow &
  Required<Pick<SignedInFlow, 'end'>> & {
    /** What the client got that asked for the sign-in. Undefined: no client did. */
    readonly grantOfSignIn?: Grant;
  };

/**
 * Returns the session that a write ended; undefined where it ended none. A session of an earlier release does not say
 * why, and is not told.
 * @throws StoredItemError where the item is not a whole flow
 */
export function endedSessionOf({ before, after }: ChangedItem): EndedSession | undefined {
  if (before?.['state'] !== 'signed-in' || after?.['state'] !== 'signed-out') return undefined;
  const flow = readFlowItem(after);
  if (flow.state !== 'signed-out' || flow.end === undefined) return undefined;
  return { ...flow, end: flow.end, ...defined({ grantOfSignIn: readGrantOfSignIn(after)?.grant }) };
}
