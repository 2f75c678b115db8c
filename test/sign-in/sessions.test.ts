import { describe, expect, it } from 'vitest';
import { isLiveSession } from '../../shared/sign-in/account-status.ts';
import {
  browserCodeOf,
  browserCodePattern,
  browserNameOf,
} from '../../shared/sign-in/sessions/browser-name.ts';
import { idleEndOf, isIdle, isUseDue } from '../../shared/sign-in/sessions/idle.ts';
import { aSignIn, now, secondsFromNow } from '../harness/samples.ts';

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0';
const mobile = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const iPhone = `Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) ${mobile}`;
const android = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)';

describe('the browser of a session', () => {
  it.each([
    [`${chrome} Safari/537.36`, 'Chrome', 'Windows'],
    [`${chrome} Safari/537.36 Edg/141.0.0.0`, 'Edge', 'Windows'],
    [`${chrome} Safari/537.36 OPR/122.0.0.0`, 'Opera', 'Windows'],
    [`${chrome} Safari/537.36 Vivaldi/7.5`, 'Vivaldi', 'Windows'],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0',
      'Firefox',
      'Windows',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0', 'Firefox', 'Linux'],
    [`${iPhone} Version/18.6 Mobile/15E148 Safari/604.1`, 'Safari', 'iOS'],
    [`${iPhone} CriOS/141.0.7390.41 Mobile/15E148 Safari/604.1`, 'Chrome', 'iOS'],
    [`${iPhone} FxiOS/144.0 Mobile/15E148 Safari/605.1.15`, 'Firefox', 'iOS'],
    [`${iPhone} Version/17.0 EdgiOS/141.0.3537.60 Mobile/15E148 Safari/604.1`, 'Edge', 'iOS'],
    [`${android} Chrome/141.0.0.0 Mobile Safari/537.36 EdgA/141.0.0.0`, 'Edge', 'Android'],
    [`${android} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`, 'Samsung Internet', 'Android'],
    [
      `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${mobile} Version/26.0 Safari/605.1.15`,
      'Safari',
      'macOS',
    ],
    [
      'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
      'Chrome',
      'ChromeOS',
    ],
    ['curl on Windows', undefined, 'Windows'],
    ['Firefox/1', 'Firefox', undefined],
  ])('of %s', (header, browser, system) => {
    const code = browserCodeOf(header);
    expect(code).toMatch(browserCodePattern);
    expect(browserNameOf(code)).toEqual({
      ...(browser === undefined ? {} : { browser }),
      ...(system === undefined ? {} : { system }),
    });
  });

  it.each([undefined, '', 'curl/8.5.0', '<script>alert(1)</script>', `${'x'.repeat(600)} Firefox/1`])(
    'is unknown of %s',
    (header) => {
      expect(browserCodeOf(header)).toBeUndefined();
    },
  );

  it('has no name for letters of a later release', () => {
    expect([browserNameOf('zz'), browserNameOf('--'), browserNameOf(undefined)]).toEqual([{}, {}, {}]);
  });
});

describe('the idle time-out', () => {
  const signIn = aSignIn();
  const session = { ...signIn, state: 'signed-in', sessionExpiresAt: secondsFromNow(28_800) } as const;
  const at = (seconds: number) => new Date(session.signedInAt.getTime() + seconds * 1_000);
  const withTimeout = { ...session, idleTimeoutSeconds: 1_800 };

  it('does not exist unless the tenant has one', () => {
    expect(idleEndOf(session)).toBeUndefined();
    expect(isIdle(session, at(86_400))).toBe(false);
    expect(isUseDue(session, at(86_400))).toBe(false);
  });

  it('ends a session exactly then, counted from its last use', () => {
    expect(isLiveSession(withTimeout, at(1_799.999))).toBe(true);
    expect(isLiveSession(withTimeout, at(1_800))).toBe(false);
    const used = { ...withTimeout, lastUsedAt: at(900) };
    expect(isLiveSession(used, at(2_699.999))).toBe(true);
    expect(isLiveSession(used, at(2_700))).toBe(false);
  });

  it('never makes a session longer', () => {
    const used = { ...withTimeout, lastUsedAt: secondsFromNow(28_799) };
    expect(isLiveSession(used, secondsFromNow(28_800))).toBe(false);
    expect(isLiveSession({ ...used, state: 'signed-out' }, now)).toBe(false);
  });

  it.each([
    [900, 300],
    [1_800, 600],
    [2_700, 900],
    [28_800, 900],
  ])('of %d seconds is written once in %d', (idleTimeoutSeconds, interval) => {
    const each = { ...session, idleTimeoutSeconds };
    expect(isUseDue(each, at(interval - 0.001))).toBe(false);
    expect(isUseDue(each, at(interval))).toBe(true);
    expect(isUseDue({ ...each, lastUsedAt: at(60) }, at(interval))).toBe(false);
  });
});
