import { parseArgs } from 'node:util';
import { asEntraWrites, entraResponse } from '../fixtures/entra-response.ts';
import { facts, secondsAfter } from '../fixtures/facts.ts';
import { signingKey } from '../fixtures/keys.ts';
import { toBase64 } from '../fixtures/post.ts';
import { signResponse } from '../fixtures/sign.ts';
import { measureCold } from './cold.ts';
import { cryptoFloor, cryptoWorkOf } from './floor.ts';
import { type Report, renderTable } from './report.ts';
import type { PrepareVerifier, Task } from './task.ts';
import { prepare as prepareLatchkey } from './verifiers/latchkey.ts';
import { prepare as prepareNodeSaml } from './verifiers/node-saml.ts';
import { prepare as prepareSamlify } from './verifiers/samlify.ts';
import { measureWarm } from './warm.ts';

/** The slow ones run less often a round, so that each takes about the same time. */
const verifiers: readonly { name: string; prepare: PrepareVerifier; runsPerRound: number }[] = [
  { name: 'latchkey', prepare: prepareLatchkey, runsPerRound: 200 },
  { name: 'samlify', prepare: prepareSamlify, runsPerRound: 10 },
  { name: 'node-saml', prepare: prepareNodeSaml, runsPerRound: 10 },
];
const floorName = 'crypto floor';

async function bench(): Promise<Report> {
  // The peers read the machine's clock, so the message is of this minute.
  const now = new Date();
  const key = signingKey({ notBefore: secondsAfter(now, -86_400), notAfter: secondsAfter(now, 86_400) });
  const canonicalMessage = signResponse(entraResponse({ issuedAt: now }), { key });
  const task: Task = {
    samlResponse: toBase64(asEntraWrites(canonicalMessage)),
    issuer: facts.issuer,
    identifier: facts.identifier,
    replyUrl: facts.replyUrl,
    certificate: key.certificate,
    nameId: facts.signInName,
  };
  const floor = cryptoFloor(cryptoWorkOf(canonicalMessage, key.publicKey, task.nameId));
  const warm = await measureWarm(
    [
      { name: floorName, verify: floor, runsPerRound: 200 },
      ...verifiers.map(({ prepare, ...contender }) => ({ ...contender, verify: prepare(task) })),
    ],
    task,
  );
  const cold = await measureCold(
    verifiers.map(({ name }) => name),
    task,
  );
  const measured = <Figures>(figures: ReadonlyMap<string, Figures>, name: string): Figures => {
    const found = figures.get(name);
    if (found === undefined) throw new Error(`${name} was not measured`);
    return found;
  };
  return {
    floorMs: rounded(measured(warm, floorName).medianMs, 4),
    rows: verifiers.map(({ name }) => {
      const { medianMs, p99Ms } = measured(warm, name);
      const { coldMs, bundleKb, peakMiB } = measured(cold, name);
      return {
        name,
        warmMs: rounded(medianMs, 4),
        p99Ms: rounded(p99Ms, 4),
        coldMs: rounded(coldMs, 1),
        bundleKb: rounded(bundleKb, 1),
        peakMiB: rounded(peakMiB, 1),
      };
    }),
  };
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

const { values: options } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const report = await bench();
console.log(options.json ? JSON.stringify(report) : renderTable(report));
