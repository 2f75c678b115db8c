import { expect } from 'vitest';
import { freePort } from '../set-up/free-port.ts';
import { type LatchkeyProcess, startLatchkey } from '../set-up/latchkey-process.ts';
import { test as base } from './browser-test.ts';
import { placesAt } from './places.ts';
import { readProblemPage } from './problem-page.ts';
import { notSignedIn, sessionAt, signedInAsBSimon } from './session.ts';
import { signInAs } from './simulated-entra.ts';

/** A Latchkey of this test alone, at ports that it keeps when it is killed and started again. */
const test = base.extend('mortal', async ({ port: _shared }, { onCleanup }) => {
  const deps = { port: await freePort(), dynamoDbPort: await freePort() };
  let running: LatchkeyProcess = await startLatchkey(deps);
  onCleanup(async () => {
    await running.stop();
  });
  return {
    places: placesAt(deps.port),
    decisions: () => running.decisions(),
    async killAndStartAgain() {
      await running.stop('SIGKILL');
      running = await startLatchkey(deps);
    },
  };
});

test('Latchkey is killed between request and response: the person is told to start again, and can', async ({
  page,
  mortal: { places, decisions, killAndStartAgain },
}) => {
  const inTrakstar = await page.context().newPage();
  const attempts = [
    { app: 'timetrack', tab: page },
    { app: 'trakstar', tab: inTrakstar },
  ] as const;
  for (const { app, tab } of attempts) await tab.goto(places.signOn(app));
  await killAndStartAgain();

  for (const { app, tab } of attempts) {
    await signInAs(tab, 'B.Simon');
    expect((await readProblemPage(tab)).sentence).toBe(
      'We did not start this sign-in, or it ended long ago. Please sign in again.',
    );
    expect(decisions().at(-1)).toMatchObject({ app, problem: 'flow-unknown' });
    expect(await sessionAt(tab)).toEqual(notSignedIn);

    await tab.getByRole('link', { name: 'Try again' }).click();
    await tab.waitForURL('**/welcome');
    expect(await sessionAt(tab)).toEqual(signedInAsBSimon(app));
  }
});
