import { describe, expect, it } from 'vitest';
import { personDisplay } from '../../../../infra/operator/flows/person-text.ts';
import { timelineOf } from '../../../../infra/operator/flows/timeline.ts';
import type { SignedInFlow } from '../../../../shared/sign-in/flow.ts';
import { aSignIn, aTenant, now } from '../../../harness/samples.ts';

const authenticatedAt = new Date('2026-08-21T16:00:00Z');
const acr = 'urn:oasis:names:tc:SAML:2.0:ac:classes:X509';

/** The lines about a sign-in's message, without the first, which says where it is from. */
const linesAbout = (more: Partial<SignedInFlow>) => {
  const flow: SignedInFlow = { ...aSignIn(undefined, more), state: 'signed-in' };
  const timeline = timelineOf({ flow, rejections: [] }, aTenant(), personDisplay({ reveal: false }), now);
  return timeline.find(({ what }) => what === 'received')?.details?.slice(1);
};

describe('the timeline of a sign-in', () => {
  it.each<[Partial<SignedInFlow>, readonly string[]]>([
    [
      { authenticatedAt, acr, amr: ['mfa', 'pwd'] },
      [`authenticated at 2026-08-21T16:00:00.000Z, acr ${acr}, amr mfa pwd`],
    ],
    [{ authenticatedAt, acr }, [`authenticated at 2026-08-21T16:00:00.000Z, acr ${acr}`]],
    [{ authenticatedAt, amr: ['mfa'] }, ['authenticated at 2026-08-21T16:00:00.000Z, amr mfa']],
    [{ authenticatedAt }, ['authenticated at 2026-08-21T16:00:00.000Z']],
    [{}, []],
  ])('says how and when the directory authenticated the person: %j', (more, lines) => {
    expect(linesAbout(more)).toEqual(lines);
  });
});
