import type { FlowId } from '../../../shared/ids/flow-id.ts';
import type { UserId } from '../../../shared/ids/user-id.ts';
import { defined } from '../../../shared/objects/defined.ts';
import type { SignedInFlow } from '../../../shared/sign-in/flow.ts';
import { browserNameOf } from '../../../shared/sign-in/sessions/browser-name.ts';
import { idleEndOf } from '../../../shared/sign-in/sessions/idle.ts';
import type { PersonDisplay } from '../flows/person-text.ts';

/** A session in the output: nothing by which anybody could use it. */
export interface SessionView {
  /** The id of its flow, by which `flow show` finds the sign-in. */
  readonly session: FlowId;
  /** The user's id, and the sign-in name: redacted without `--reveal`. */
  readonly user: UserId;
  readonly who: string;
  readonly signedInAt: Date;
  /** How the sign-in began: `sp-initiated`, `idp-tile`, `portal-test`, `restarted`. */
  readonly launch?: string;
  /** What the browser said that it is: `Edge on Windows`. */
  readonly browser?: string;
  /** When it was last used, as it was written; only with an idle time-out. */
  readonly lastUsedAt?: Date;
  /** When it ends unless it is used before; only with an idle time-out. */
  readonly idleAt?: Date;
  readonly expiresAt: Date;
  /** Who issued its assertion. */
  readonly issuer: string;
}

/** Returns a session for the output. */
export function viewSession(flow: SignedInFlow, shown: PersonDisplay): SessionView {
  const { id, user, signedInAt, launch, browser, lastUsedAt, sessionExpiresAt, issuer } = flow;
  return {
    session: id,
    user: user.id,
    who: shown.name(user.signInName),
    signedInAt,
    ...defined({ launch, browser: browserText(browser), lastUsedAt, idleAt: idleEndOf(flow) }),
    expiresAt: sessionExpiresAt,
    issuer,
  };
}

function browserText(code: string | undefined): string | undefined {
  const { browser, system } = browserNameOf(code);
  return browser === undefined || system === undefined ? (browser ?? system) : `${browser} on ${system}`;
}
