import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  flowKey,
  readFlowItem,
  sessionIndexKey,
  signInAttributes,
  toRequestItem,
  toSignInItem,
} from '../../shared/sign-in/flow-item.ts';
import { aRequest, aSignIn } from '../harness/samples.ts';

/** What DynamoDB gives back of it. */
const stored = (item: object) =>
  Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));

describe('a flow item', () => {
  const signIn = aSignIn();

  it('is read as it was written', () => {
    const request = aRequest();

    expect(readFlowItem(stored(toRequestItem(request)))).toEqual(request);
    expect(readFlowItem(stored(toSignInItem(signIn)))).toEqual({ ...signIn, state: 'signed-in' });
  });

  it('is swept in the second in which it expires, or right behind it', () => {
    const request = aRequest({ expiresAt: new Date('2026-11-22T12:00:00.001Z') });

    expect(toRequestItem(request)).toMatchObject({
      expiresAt: '2026-11-22T12:00:00.001Z',
      timeToLive: Date.UTC(2026, 10, 22, 12, 0, 1) / 1_000,
    });
  });

  it('is found by the SHA-256 of its session index, and by none where it has none', () => {
    const { app, tenant } = signIn;
    const hash = createHash('sha256').update('_a').digest('base64url');
    const { sessionIndex: _, ...without } = signIn;

    expect(sessionIndexKey(app, tenant, '_a')).toBe(`${app}#${tenant}#${hash}`);
    expect(signInAttributes({ ...signIn, sessionIndex: '_a' }).sessionIndexKey).toBe(
      sessionIndexKey(app, tenant, '_a'),
    );
    expect(signInAttributes(without).sessionIndexKey).toBeUndefined();
  });

  it.each([
    ['no id', { id: '' }],
    ['a number for an id', { id: 7 }],
    ['no user', { user: { id: '', signInName: 'x' } }],
    ['a number for a user', { user: { id: 7, signInName: 'x' } }],
    ['an id that its key is not made of', { id: '_other' }],
    ['the key of another flow', flowKey(signIn.app, signIn.tenant, aSignIn().id)],
    ['something that nobody knows', { more: 1 }],
  ])('is not read with %s', (_, wrong) => {
    const item = { ...stored(toSignInItem(signIn)), ...wrong };
    const whole =
      'id' in wrong && wrong.id !== '_other'
        ? { ...item, partitionKey: `${signIn.app}#${signIn.tenant}#${wrong.id}` }
        : item;

    expect(() => readFlowItem(whole)).toThrow('Stored item');
  });
});
