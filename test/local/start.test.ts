import { describe, expect, it } from 'vitest';
import { dial } from './dial.ts';
import { answers, listenersOf, otherAddresses } from './listeners.ts';
import { useLatchkey } from './running.ts';

const latchkey = await useLatchkey('on');
const { port, dynamoDbPort } = latchkey;

describe('npm start', () => {
  it('prints what to open, and nothing else', async () => {
    expect(
      latchkey.process().printed().split('\n{')[0],
    ).toBe(`Latchkey is ready on 127.0.0.1:${port}, its DynamoDB on 127.0.0.1:${dynamoDbPort}. Ctrl+C ends both.

Open in a browser that resolves *.localhost (Chrome, Edge, Firefox):

  Simulated Entra   http://entra.localhost:${port}/
  TimeTrack         http://acme.timetrack.localhost:${port}/          also globex
  Trakstar          http://perform.trakstar.localhost:${port}/auth/saml/?namespace=acme

Sign in as B.Simon (let in), Britta Simon (account not active) or Alain Charon (not assigned).
The simulated Entra's keys are for demonstration: made at this start, gone with it.

`);
  });

  it('answers at every address that it prints', async () => {
    const urls =
      latchkey
        .process()
        .printed()
        .match(/http:\S+/g) ?? [];
    expect(urls).toHaveLength(3);
    for (const url of urls)
      expect([url, (await dial(url)).status]).toEqual([url, /entra/.test(url) ? 200 : 303]);
  });

  it('listens at its two ports of 127.0.0.1 and nowhere else', async () => {
    const hexadecimal = (number: number) => number.toString(16).toUpperCase().padStart(4, '0');
    const expected = [port, dynamoDbPort].map((one) => `0100007F:${hexadecimal(one)}`);
    const listeners = listenersOf(latchkey.process().pid);
    if (process.platform === 'linux') expect([...(listeners ?? [])].sort()).toEqual(expected.sort());
    for (const one of [port, dynamoDbPort]) {
      expect(await answers('127.0.0.1', one)).toBe(true);
      for (const address of otherAddresses()) {
        expect([address, await answers(address, one)]).toEqual([address, false]);
      }
    }
  });

  it.each(['acme', 'globex'])('has the demonstration’s tenant %s in both apps', async (tenant) => {
    for (const url of [latchkey.timetrack(tenant), latchkey.trakstar(`/auth/saml/?namespace=${tenant}`)]) {
      const { status, headers } = await dial(url);
      expect(status).toBe(303);
      expect(new URL(headers.location ?? '').host).toBe(`entra.localhost:${port}`);
    }
  });
});
