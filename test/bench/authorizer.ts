import { formBody } from '../fixtures/post.ts';
import { httpApiQuestion } from '../functions/session/authorizer-events.ts';
import { ask, cookiesOf, locationOf } from '../harness/ask.ts';
import { customerOf } from '../harness/customer.ts';
import { runStage } from '../parity/running-stage.ts';
import type { AuthorizerRow } from './measurements.ts';
import { percentile } from './statistics.ts';

const warmUpRounds = 300;

/**
 * Measures the session function as it is synthesized, warm: the question of an authorizer and `GET /session` in turns, so
 * that whatever else the machine does falls on both.
 */
export async function measureAuthorizer(rounds = 3_000): Promise<readonly AuthorizerRow[]> {
  const stage = await runStage('plain');
  try {
    const customer = await customerOf(stage, 'trakstar');
    const begun = await ask(stage.gateway, { url: customer.signOnUrl() });
    const requestId = new URL(locationOf(begun)).searchParams.get('RelayState') ?? '';
    const form = formBody(customer.message(requestId, { issuedAt: new Date() }));
    const cookies = cookiesOf(
      await ask(stage.gateway, { url: customer.urls.replyUrl, cookies: cookiesOf(begun), form }),
    );
    const process = await stage.processOf('session');
    const host = new URL(customer.at('/')).hostname;
    const { type: _, routeArn: __, ...asked } = httpApiQuestion({ host, cookies, path: '/session' });
    asked.requestContext.http.method = 'GET';
    const events = { 'GET /session': asked, authorizer: httpApiQuestion({ host, cookies }) } as const;
    const samples = { 'GET /session': [] as number[], authorizer: [] as number[] };
    for (let round = -warmUpRounds; round < rounds; round += 1) {
      for (const name of ['GET /session', 'authorizer'] as const) {
        const { result, milliseconds } = await process.invoke(events[name]);
        requireSignedIn(result);
        if (round >= 0) samples[name].push(milliseconds);
      }
    }
    return Object.entries(samples).map(([name, times]) => ({
      name,
      medianMs: percentile(times, 0.5),
      p99Ms: percentile(times, 0.99),
    }));
  } finally {
    await stage.stop();
  }
}

function requireSignedIn(result: unknown): void {
  const { statusCode, isAuthorized } = result as { statusCode?: number; isAuthorized?: boolean };
  if (statusCode !== 200 && isAuthorized !== true)
    throw new Error(`not signed in: ${JSON.stringify(result)}`);
}
