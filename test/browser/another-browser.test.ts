import { describe, expect } from 'vitest';
import { test } from './browser-test.ts';
import { captureResponse, postResponse } from './captured-response.ts';
import { readProblemPage } from './problem-page.ts';
import { notSignedIn, sessionAt, signedInAsBSimon } from './session.ts';
import { pickAccount, signInAs } from './simulated-entra.ts';

describe.for(['timetrack', 'trakstar'] as const)('a response of %s', (app) => {
  test("signs nobody in in another person's browser, and still counts in its own", async ({
    newcomer,
    places,
    latchkey,
  }) => {
    const [attacker, victim] = [await newcomer(), await newcomer()];
    await attacker.goto(places.signOn(app));
    const response = await captureResponse(attacker, () => pickAccount(attacker, 'B.Simon'));

    await postResponse(victim, places, response);
    expect((await readProblemPage(victim)).sentence).toContain('was started in another browser');
    expect(latchkey.decisions().at(-1)).toMatchObject({ app, problem: 'flow-other-browser' });
    expect(await victim.context().cookies(response.replyUrl)).toEqual([]);
    expect(await sessionAt(victim)).toEqual(notSignedIn);

    await postResponse(attacker, places, response);
    expect(await sessionAt(attacker)).toEqual(signedInAsBSimon(app));
  });

  test('does not count for a victim who is at a sign-in of their own either', async ({
    newcomer,
    places,
    latchkey,
  }) => {
    const [attacker, victim] = [await newcomer(), await newcomer()];
    await attacker.goto(places.signOn(app));
    const response = await captureResponse(attacker, () => pickAccount(attacker, 'B.Simon'));
    await victim.goto(places.signOn(app));
    const attempt = victim.url();

    await postResponse(victim, places, response);
    expect(latchkey.decisions().at(-1)).toMatchObject({ app, problem: 'flow-other-browser' });
    await victim.goto(attempt);
    await signInAs(victim, 'B.Simon');
    expect(await sessionAt(victim)).toEqual(signedInAsBSimon(app));
  });
});
