import { describe, expect, it } from 'vitest';
import type { ClientId } from '../../shared/ids/client-id.ts';
import { newGrantId } from '../../shared/ids/grant-id.ts';
import type { EndedSession } from '../../shared/session-ends/ended-session.ts';
import { noticesOf } from '../../shared/session-ends/notices-of-session.ts';
import type { Grant, GrantTokens } from '../../shared/sign-in/grant/grant.ts';
import { anAuthorization, aRequest, aSignIn, now, secondsFromNow } from '../harness/samples.ts';

const session: EndedSession = {
  ...aSignIn(),
  state: 'signed-out',
  end: { reason: 'signed-out', at: secondsFromNow(60) },
};
const redeemed: GrantTokens = {
  state: 'valid',
  codeSpentAt: now,
  familyHash: 'f',
  refreshHash: 'r',
  salt: 's',
};

function aGrant(more: Partial<Grant> = {}): Grant {
  const { app, tenant, id } = session;
  return {
    app,
    tenant,
    id: newGrantId(),
    session: id,
    authorization: anAuthorization(),
    issuedAt: now,
    codeHash: 'c',
    tokens: redeemed,
    ...more,
  };
}

const second = 'client_BBBBBBBBBBBBBBBBBBBBBB' as ClientId;

describe('an ended session', () => {
  it('is told to each client that got a token of it, once', () => {
    const notices = noticesOf(session, [
      aGrant(),
      aGrant(),
      aGrant({ authorization: anAuthorization({ client: second }) }),
    ]);
    expect(notices.map(({ client }) => client)).toEqual([anAuthorization().client, second]);
    expect(notices).toMatchObject([
      { issuer: anAuthorization().issuer, user: session.user.id, session: session.id },
      { tenant: session.tenant, app: session.app },
    ]);
  });

  it('is told to a client whose tokens were revoked, which may still hold a session of its own', () => {
    expect(noticesOf(session, [aGrant({ tokens: { state: 'revoked', revokedAt: now } })])).toHaveLength(1);
  });

  it('is told at both issuers of a client while the app moves', () => {
    const moved = anAuthorization({ issuer: 'https://login.example.org' });
    expect(
      new Set(noticesOf(session, [aGrant(), aGrant({ authorization: moved })]).map(({ id }) => id)).size,
    ).toBe(2);
  });

  it('is told to the client that asked for the sign-in', () => {
    const { id } = session;
    expect(noticesOf({ ...session, grantOfSignIn: aGrant({ id }) }, [])).toHaveLength(1);
  });

  it.each([
    ['a code that was never spent', (({ tokens: _, ...grant }) => grant)(aGrant())],
    ['a grant of another session', aGrant({ session: aRequest().id })],
  ])('is not told for %s', (_, grant) => {
    expect(noticesOf(session, [grant])).toEqual([]);
  });
});
