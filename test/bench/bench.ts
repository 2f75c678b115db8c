import { parseArgs } from 'node:util';
import { provide } from '../set-up/programs.ts';
import { measureAuthorizer } from './authorizer.ts';
import { measureCold } from './cold.ts';
import { type Contender, contenders, morePeers, pythonPeers } from './contenders.ts';
import { cryptoFloor, cryptoWorkOf } from './floor.ts';
import { measureGrowth } from './growth.ts';
import { measureHostile } from './hostile.ts';
import { rounded } from './layout.ts';
import { benchKey, makeTask } from './make-task.ts';
import type { Report, Row } from './measurements.ts';
import { measureMemory } from './memory.ts';
import { measurePython } from './python.ts';
import { renderReport } from './report.ts';
import type { Task } from './task.ts';
import { measureWarm } from './warm.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** Every peer, growth and hostile messages: minutes instead of seconds. */
    all: { type: 'boolean', default: false },
    growth: { type: 'boolean', default: false },
    hostile: { type: 'boolean', default: false },
    /** So many messages through one process. */
    memory: { type: 'string' },
    /** The session function as an authorizer, beside `GET /session`. */
    authorizer: { type: 'boolean', default: false },
  },
});

const floorName = 'crypto floor';
const measured = options.all ? [...contenders, ...morePeers] : contenders;
const key = benchKey();

const report: Report = {
  ...(await measureRows(measured)),
  ...(options.all || options.growth ? { growth: await measureGrowth(measured, key) } : {}),
  ...(options.all || options.hostile ? { hostile: await measureHostile(contenders) } : {}),
  ...(options.memory === undefined
    ? {}
    : { memory: measureMemory(makeTask(key).task, Number.parseInt(options.memory, 10)) }),
  ...(options.authorizer ? { authorizer: await measureAuthorizer() } : {}),
};
console.log(options.json ? JSON.stringify(report) : renderReport(report));
process.exit();

async function measureRows(verifiers: readonly Contender[]): Promise<Report> {
  const { task, canonicalMessage, publicKey } = makeTask(key);
  const floor = cryptoFloor(cryptoWorkOf(canonicalMessage, publicKey, task.nameId));
  const warm = await measureWarm(
    [
      { name: floorName, verify: floor, runsPerRound: 200 },
      ...verifiers.map(({ name, prepare, runsPerRound }) => ({ name, runsPerRound, verify: prepare(task) })),
    ],
    task,
  );
  const cold = await measureCold(verifiers, task);
  const rows = verifiers.map(({ name }): Row => {
    const { medianMs, p99Ms, perSecond } = found(warm, name);
    const { coldMs, bundleKb, peakMiB } = found(cold, name);
    return {
      name,
      warmMs: rounded(medianMs, 4),
      p99Ms: rounded(p99Ms, 4),
      perSecond: rounded(perSecond, 1),
      coldMs: rounded(coldMs, 1),
      bundleKb: rounded(bundleKb, 1),
      peakMiB: rounded(peakMiB, 1),
    };
  });
  return { floorMs: rounded(found(warm, floorName).medianMs, 4), ...(await withPython(rows, task)) };
}

/** The rows of Debian's verifiers too, where all were asked for; what cannot be installed is named. */
async function withPython(rows: readonly Row[], task: Task): Promise<Pick<Report, 'rows' | 'missing'>> {
  if (!options.all) return { rows };
  const missing = missingPrograms();
  if (missing.length > 0) return { rows, missing };
  return { rows: [...rows, ...(await measurePython(pythonPeers, task))] };
}

function missingPrograms(): readonly string[] {
  try {
    return provide('bench').map(({ name, packages }) => `${name} (Debian: ${packages.join(' ')})`);
  } catch (error) {
    return [`Python's verifiers, which could not be installed: ${error}`];
  }
}

function found<Figures>(figures: ReadonlyMap<string, Figures>, name: string): Figures {
  const own = figures.get(name);
  if (own === undefined) throw new Error(`${name} was not measured`);
  return own;
}
