import { join } from 'node:path';
import type { Construct } from 'constructs';
import { EmbeddedLatchkey } from './embedded-latchkey.ts';
import type { LatchkeyProps } from './latchkey-props.ts';

/** Where the package keeps the bundle of each function; see `infra/package`. */
const prebuilt = join(import.meta.dirname, 'functions');

/**
 * Latchkey inside an app of your own. Makes Latchkey's stacks beside yours, in the account and the region of the stack
 * or stage that it stands in, with the names that they have in Latchkey's own app (`Latchkey-<stageName>-Service`):
 * `latchkey --stage <stageName>` and the runbook work as they are. The functions are part of the package: synthesis
 * bundles nothing.
 *
 * The tables have a stack of their own with termination protection, and your stacks refer to tables and bus by name, so
 * that no export ties a deployment to another.
 * @example ```ts
 * const sso = new Latchkey(this, 'Sso', {
 *   apps: { perform: { domain: 'perform.example.com', hostedZone } },
 * });
 * sso.grantReadSessions(authorizer);
 * ```
 */
export class Latchkey extends EmbeddedLatchkey {
  /** @throws Error with a line for each fault of the props */
  constructor(scope: Construct, id: string, props: LatchkeyProps = {}) {
    super(scope, id, props, (name) => join(prebuilt, name));
  }
}
