import { describe, expect, it } from 'vitest';
import { answeredFlowId, parseFlowId, requestFlowId, unsolicitedFlowId } from '../../shared/ids/flow-id.ts';

const ncName = /^[A-Za-z_][A-Za-z0-9._-]*$/;

describe('the id of a request', () => {
  const id = requestFlowId(Uint8Array.from({ length: 16 }, (_, index) => index * 17));

  it('is an NCName of 128 bits that begins with no digit, as Entra wants it', () => {
    expect(id).toBe('_00112233445566778899aabbccddeeff');
    expect(id).toMatch(ncName);
  });

  it('is the one that an answer to it names, and that a cookie carries', () => {
    expect(answeredFlowId(id)).toBe(id);
    expect(parseFlowId(id)).toBe(id);
  });
});

describe('the id of an unsolicited assertion', () => {
  const id = unsolicitedFlowId('https://sts.windows.net/1/', '_a');

  it('is the same whenever the same assertion comes, and fits a cookie', () => {
    expect(unsolicitedFlowId('https://sts.windows.net/1/', '_a')).toBe(id);
    expect(id).toMatch(/^u[A-Za-z0-9_-]{43}$/);
    expect(parseFlowId(id)).toBe(id);
  });

  it.each([
    ['https://sts.windows.net/2/', '_a'],
    ['https://sts.windows.net/1/', '_b'],
    ['https://sts.windows.net/1', '/_a'],
    ['https://sts.windows.net/1/_', 'a'],
    ['', 'https://sts.windows.net/1/_a'],
  ])('is another one for %j and %j', (issuer, assertionId) => {
    expect(unsolicitedFlowId(issuer, assertionId)).not.toBe(id);
  });

  it('is none that an answer can name', () => {
    expect(answeredFlowId(id)).toBeUndefined();
  });
});

describe('no request of ours', () => {
  const hex = '0'.repeat(32);
  it.each([
    '',
    hex,
    `_${hex.slice(1)}`,
    `_${hex}0`,
    `_${hex.slice(1)}A`,
    `_${hex.slice(1)}g`,
    ` _${hex}`,
    `_${hex}\n`,
    `u${'A'.repeat(43)}`,
    // Entra's Test button always names this one.
    'TestSpInitiatedSso',
    '__proto__',
    `${hex}#signed-in`,
  ])('is named by %j', (inResponseTo) => {
    expect(answeredFlowId(inResponseTo)).toBeUndefined();
  });
});
