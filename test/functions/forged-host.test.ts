import { beforeAll, describe, expect, it } from 'vitest';
import { ask, locationOf } from '../harness/ask.ts';
import { useDeployed } from '../harness/deployed.ts';
import { useLog } from '../harness/logged.ts';
import { redirected } from '../saml/outbound/redirected.ts';
import { outcomes } from './outcomes.ts';
import { type Situation, situationIn } from './situation.ts';

const elsewhere = 'forged.example';
const forged = {
  host: elsewhere,
  'x-forwarded-host': elsewhere,
  'x-forwarded-server': elsewhere,
  'x-forwarded-proto': 'http',
  'x-forwarded-port': '1',
  'x-original-host': elsewhere,
  'x-original-url': `/${elsewhere}`,
  'x-rewrite-url': `/${elsewhere}`,
  forwarded: `host=${elsewhere};proto=http`,
  via: elsewhere,
  origin: `https://${elsewhere}`,
  referer: `https://${elsewhere}/`,
};

describe('a forged host', () => {
  useLog();
  const deployed = useDeployed();
  let situation: Situation;
  beforeAll(async () => {
    situation = await situationIn(deployed().tables);
  });

  it.each(outcomes)(
    'is in no answer: $status of $function, to $to',
    async ({ function: name, status, asked }) => {
      const { headers, ...rest } = asked(situation);
      const answer = await ask(deployed().handlers[name], { ...rest, headers: { ...forged, ...headers } });

      expect(answer.statusCode).toBe(status);
      const location = locationOf(answer);
      const sent = /[?&](SAML(?:Request|Response))=/.exec(location)?.[1];
      const message = sent === undefined ? '' : redirected(location, sent as 'SAMLRequest').xml;
      expect(`${JSON.stringify(answer)}${message}`).not.toContain(elsewhere);
      expect(`${location}${message}${answer.body}`).not.toMatch(
        /(?:^|[Ll]ocation="|URL="|href="|action=")http:/,
      );
    },
  );
});
