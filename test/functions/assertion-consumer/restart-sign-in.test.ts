import { describe, expect, it } from 'vitest';
import { restartSignIn } from '../../../functions/assertion-consumer/start-again.ts';
import { productionSite } from '../../../shared/apps/site.ts';
import { readCookies } from '../../../shared/http/cookies.ts';
import type { EndpointRequest } from '../../../shared/http/request.ts';
import { gallery } from '../../fixtures/apps.ts';
import { tenant } from '../../ids/identifiers.ts';
import { refusalOf } from '../../saml/inbound/refusal.ts';

const acme = tenant('acme');

/** What becomes of an unsolicited response for acme in a browser with these cookies. */
const restart = (cookies: readonly string[]) =>
  restartSignIn({
    request: { cookies: readCookies(cookies) } as EndpointRequest,
    location: { site: productionSite(gallery.trakstar), tenant: acme },
    relayState: undefined,
  });

describe('an unsolicited response where only we may begin', () => {
  it('is answered by the tenant’s own sign-on, which is remembered for two minutes', () => {
    expect(restart([])).toMatchObject({
      status: 303,
      headers: { location: 'https://perform.trakstar.com/auth/saml/?namespace=acme' },
      cookies: ['__Host-restarted=trakstar.acme; HttpOnly; Secure; SameSite=None; Path=/; Max-Age=120'],
    });
  });

  it('is refused where that has just been done', () => {
    expect(refusalOf(() => restart(['__Host-restarted=trakstar.acme']))).toBe('unsolicited-repeated');
  });

  it.each(['trakstar.globex', 'timetrack.acme', 'acme', ''])('begins where %j was restarted', (value) => {
    expect(refusalOf(() => restart([`__Host-restarted=${value}`]))).toBe('done');
  });

  it('tells the administrator why, for the directory has signed it', () => {
    expect(() => restart(['__Host-restarted=trakstar.acme'])).toThrow(
      expect.objectContaining({ authenticated: true, actual: 'no InResponseTo' }),
    );
  });
});
