import * as v from 'valibot';
import { type FlowId, parseFlowId } from '../ids/flow-id.ts';
import type { UserId } from '../ids/user-id.ts';
import { keysOf } from '../objects/keys-of.ts';
import { storedText } from '../store/read-stored.ts';
import { sessionEndReasons } from './end-of-session.ts';

/** The id of a flow, as it is stored. */
export const storedFlowId = v.custom<FlowId>(
  (value) => typeof value === 'string' && parseFlowId(value) !== undefined,
);

/** Why a session was ended, as a flow stores it. */
export const storedEndReason = v.picklist(keysOf(sessionEndReasons));

/** The id of a user, as a flow stores it. */
export const storedUserId = v.custom<UserId>((value) => typeof value === 'string' && value !== '');

/** The user of a session, as a flow stores them. */
export const storedSessionUser = v.strictObject({
  id: storedUserId,
  signInName: storedText,
  displayName: v.exactOptional(v.string()),
});

/** The claims of a session, as a flow stores them: JSON. The reader returns the claims. */
export const storedMappedClaims = v.pipe(
  v.string(),
  v.parseJson(),
  v.record(v.string(), v.union([v.string(), v.array(v.string())])),
);
