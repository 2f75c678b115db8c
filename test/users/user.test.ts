import { describe, expect, it } from 'vitest';
import { newUserId } from '../../shared/ids/user-id.ts';
import { signInNameKey } from '../../shared/users/user.ts';
import { lengthOf } from '../harness/tier.ts';

describe('one sign-in name', () => {
  it.each([
    ['B.Simon@Contoso.com', 'b.simon@contoso.com'],
    ['ZO\u00cb@x.example', 'zoe\u0308@x.example'],
    ['\u0130@x.example', 'i\u0307@x.example'],
    ['\u212bngstr\u00f6m@x.example', '\u00e5ngstro\u0308m@x.example'],
    ['', ''],
    ['b@m\u00fcnchen.example', 'b@xn--mnchen-3ya.example'],
    ['b@M\u00dcNCHEN.example', 'B@XN--MNCHEN-3YA.Example'],
    ['b@mu\u0308nchen.xn--p1ai', 'b@xn--mnchen-3ya.\u0440\u0444'],
    ['b@stra\u00dfe.example', 'b@xn--strae-oqa.example'],
  ])('is %j and %j', (one, other) => {
    expect(signInNameKey(one)).toBe(signInNameKey(other));
  });
});

describe('two sign-in names', () => {
  it.each([
    ['b.simon@contoso.com', 'bsimon@contoso.com'],
    ['b.simon@contoso.com', ' b.simon@contoso.com'],
    ['b.simon@contoso.com', 'b.simon@contoso.com\u200b'],
    ['b.simon@contoso.com', 'b.simon+x@contoso.com'],
    ['b.simon@contoso.com', '\uff42.simon@contoso.com'],
    ['stra\u00dfe@x.example', 'strasse@x.example'],
    ['\ufb01@x.example', 'fi@x.example'],
    ['mi\u212ae@contoso.com', 'mike@contoso.com'],
    ['b@contoso.\u212aom', 'b@contoso.kom'],
    ['b@\uff43ontoso.com', 'b@contoso.com'],
    ['b@contoso\u3002com', 'b@contoso.com'],
    ['b@xn--contoso-.com', 'b@contoso.com'],
    ['b@xn--a.example', 'b@.example'],
    ['b@stra\u00dfe.example', 'b@strasse.example'],
    ['xn--mnchen-3ya@x.example', 'm\u00fcnchen@x.example'],
    ['xn--mnchen-3ya', 'm\u00fcnchen'],
    ['b@xn--mnchen-3ya.example#', 'b@m\u00fcnchen.example'],
  ])('are %j and %j', (one, other) => {
    expect(signInNameKey(one)).not.toBe(signInNameKey(other));
  });
});

it('is never one in ASCII by another character: a name that only looks like somebody else’s is another', () => {
  // Beyond U+1FFFF there are only ideographs, tags and what no character stands at.
  const last = lengthOf({ whole: 0x10ffff, sample: 0x1ffff });
  for (let code = 0x80; code <= last; code += 1) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const key = signInNameKey(String.fromCodePoint(code));
    const inDomain = signInNameKey(`b@a${String.fromCodePoint(code)}.x`);
    if (/^[\0-\x7f]*$/.test(key) || /^[\0-\x7f]*$/.test(inDomain))
      expect.fail(`U+${code.toString(16)} is ${JSON.stringify(key)}`);
  }
});

it('makes the same key of a key', () => {
  for (const name of [
    'b@xn--mnchen-3ya.xn--p1ai',
    '\u0130@x',
    'ZO\u00cb',
    '\u1e9e',
    '\u03a3\u03a3 \u03a3',
    'K\u212aK',
  ]) {
    expect(signInNameKey(signInNameKey(name))).toBe(signInNameKey(name));
  }
});

describe('a user id', () => {
  it('is 128 random bits in base64url', () => {
    const random = (sizeBytes: number) => new Uint8Array(sizeBytes).fill(255);

    expect(newUserId(random)).toBe(`user_${'_'.repeat(21)}w`);
    expect(newUserId()).toMatch(/^user_[A-Za-z0-9_-]{22}$/);
  });

  it('is another one each time', () => {
    expect(new Set(Array.from({ length: 100 }, () => newUserId())).size).toBe(100);
  });
});
