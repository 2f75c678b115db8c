import { expect } from 'vitest';
import { defined } from '../../../../shared/objects/defined.ts';
import type { Connection, Tenant } from '../../../../shared/tenants/tenant.ts';
import { type Click, intents } from './clicks.ts';
import { printOf, signersOf } from './directory.ts';
import type { World } from './five-administrators.ts';

/**
 * What must be true of every click: people can sign in before and after it, and nothing untested becomes active.
 * Returns who activated a draft by it.
 */
export async function expectNobodyLockedOut(
  before: Tenant,
  click: Click,
  world: World,
): Promise<number | undefined> {
  const after = await world.tenant();
  expect(after.connection.state).toBe('active');
  expect(after.connection.trustedKeys.length).toBeGreaterThan(0);
  if (textOf(after.connection) === textOf(before.connection)) return undefined;
  const { now, passed, closed, sent } = world.known();
  // Only a button of the last step, clicked or sent again, changes the connection, and from a page that is open …
  expect(['activate', 'again']).toContain(click.do);
  expect(sent?.isOpen).toBe(true);
  // … to exactly the draft that the administrator saw, of which a test passed within a day.
  const { draft } = before;
  expect(sent?.revision).toBe(draft?.revision);
  const test = passed.get(draft?.revision ?? 0);
  expect(test).toBeDefined();
  expect(now.getTime() - (test?.at.getTime() ?? 0)).toBeLessThanOrEqual(24 * 3_600_000);
  expect(after.draft).toBeUndefined();
  // No draft of a closed link; a link that only renews writes only a renewal.
  expect(draft?.link !== undefined && closed.has(draft.link)).toBe(false);
  if (intents[sent?.who ?? 0] !== 'set-up') expect(draft?.kind).toBe('renewal');
  if (draft?.kind === 'renewal') expectOnlyAdded(before.connection, after.connection);
  else expect(valuesOf(after.connection)).toEqual(draft?.values);
  // A key that remains has signed its test, or had signed before: people who sign in by it can go on.
  const signed = [...(before.connection.provenKeys ?? []).map(({ sha256 }) => sha256), test?.signer];
  expect(after.connection.trustedKeys.some((key) => signed.includes(printOf(key)))).toBe(true);
  // Nothing is proven that has not signed.
  for (const { sha256 } of after.connection.provenKeys ?? []) expect(signed).toContain(sha256);
  await expectEverySignerToSignIn(world);
  return sent?.who;
}

/** Every key that has signed and is trusted signs a person in, and there is one. */
export async function expectEverySignerToSignIn(world: World): Promise<void> {
  const signers = signersOf((await world.tenant()).connection);
  expect(signers.length).toBeGreaterThan(0);
  for (const key of signers) expect(await world.canSignIn(key)).toBe(true);
}

/** A connection without its record of who has signed, to which each sign-in may add. */
function textOf({ provenKeys: _, ...connection }: Connection): string {
  return JSON.stringify(connection);
}

function expectOnlyAdded(before: Connection, after: Connection): void {
  const { trustedKeys, provenKeys: _, ...rest } = after;
  const { trustedKeys: old, provenKeys: __, setAsideKeys, ...kept } = before;
  expect(rest).toEqual({ ...kept, ...defined({ setAsideKeys }) });
  expect(trustedKeys.slice(0, old.length)).toEqual(old);
}

function valuesOf({ issuer, loginUrl, logoutUrl, metadataUrl, trustedKeys }: Connection) {
  return { issuer, loginUrl, ...defined({ logoutUrl, metadataUrl }), trustedKeys };
}
