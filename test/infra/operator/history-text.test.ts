import { describe, expect, it } from 'vitest';
import { eventText } from '../../../infra/operator/tenants/history-text.ts';
import type { TenantEvent } from '../../../shared/tenants/history/tenant-change.ts';

const setting = (name: string, from?: string, to?: string): TenantEvent => ({
  kind: 'setting',
  name,
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
});

describe('the history in words', () => {
  it.each<[TenantEvent, string]>([
    [setting('state', 'tested', 'active'), 'Activated the tenant: people can sign in'],
    [setting('state', 'active', 'disabled'), 'Disabled the tenant: every sign-in is refused'],
    [setting('sso', undefined, 'false'), 'Switched single sign-on off'],
    [setting('sso', 'false'), 'Switched single sign-on on'],
    [setting('allowSha1', undefined, 'true'), 'Set whether SHA-1 signatures are accepted to yes'],
    [setting('sessionLengthSeconds', '28800', '3600'), 'Changed the session length from 8 hours to 1 hour'],
    [setting('idleTimeoutSeconds', undefined, '1800'), 'Set the idle time-out of sessions to 30 minutes'],
    [setting('requiresMultiFactor', undefined, 'true'), 'Required several factors'],
    [setting('requiresMultiFactor', 'true'), 'Accepted sign-ins with any factors again'],
    [setting('logoutUrl', 'https://a.example/'), 'Removed the Logout URL; it was https://a.example/'],
    [
      setting('issuer', 'https://a.example/', 'https://b.example/'),
      'Changed the issuer from https://a.example/ to https://b.example/ (another directory)',
    ],
    [
      setting('grace', undefined, '{"until":"2026-12-01T10:00:00.000Z","reason":"holiday"}'),
      'Accepted expired certificates until 2026-12-01 10:00 UTC: holiday',
    ],
    [setting('grace', '{"until":"2026-12-01T10:00:00.000Z"}'), 'Refused expired certificates again'],
    [setting('ofALaterRelease', 'a', 'b'), 'Changed ofALaterRelease from a to b'],
    [{ kind: 'person', user: 'u1', became: 'deactivated' }, 'Deactivated person u1'],
    [
      { kind: 'setup-link', link: '7KQFM2ZD', became: 'opened' },
      'An administrator opened set-up link L-7KQFM2ZD',
    ],
  ])('%o', (event, text) => {
    expect(eventText(event)).toBe(text);
  });
});
