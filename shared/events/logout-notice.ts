import * as v from 'valibot';
import { appIdSchema, clientIdSchema, tenantIdSchema } from '../apps/id-schemas.ts';
import type { AppId } from '../ids/app-id.ts';
import type { ClientId } from '../ids/client-id.ts';
import { type FlowId, parseFlowId } from '../ids/flow-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import type { UserId } from '../ids/user-id.ts';

/** A client of the OpenID Provider that has to learn that a session ended. */
export interface LogoutNotice {
  /** The same for the same client and session. */
  readonly id: string;
  readonly app: AppId;
  readonly client: ClientId;
  /** The issuer of the client's ID tokens. */
  readonly issuer: string;
  readonly tenant: TenantId;
  readonly user: UserId;
  readonly session: FlowId;
}

/** The queue of logout notices. */
export interface LogoutNoticeQueue {
  /** Sends every notice, or throws. A notice that is sent twice tells a client twice, which harms nothing. */
  send(notices: readonly LogoutNotice[]): Promise<void>;
}

const schema = v.pipe(
  v.string(),
  v.parseJson(),
  v.strictObject({
    id: v.string(),
    app: appIdSchema,
    client: clientIdSchema,
    issuer: v.string(),
    tenant: tenantIdSchema,
    user: v.custom<UserId>((value) => typeof value === 'string' && value !== ''),
    session: v.custom<FlowId>((value) => typeof value === 'string' && parseFlowId(value) !== undefined),
  }),
);

/** Returns the queue message of a notice. */
export function writeLogoutNotice(notice: LogoutNotice): string {
  return JSON.stringify(notice);
}

/** Reads the notice in a queue message. @throws Error for any other text */
export function readLogoutNotice(message: string): LogoutNotice {
  return v.parse(schema, message);
}
