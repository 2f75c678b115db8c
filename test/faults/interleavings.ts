import type { Fate, Side, Step } from './held-store.ts';

/** Two sides of a race that have begun, each until its end. */
export interface Race {
  readonly sides: readonly [Side, Side];
  readonly ends: readonly [Promise<unknown>, Promise<unknown>];
}

/** A step that was done, and by which side. */
export interface Done extends Step {
  readonly side: 0 | 1;
}

/** What goes wrong: the step at this position, in the order of all. */
export interface Mishap {
  readonly position: number;
  readonly fate: Exclude<Fate, 'done'>;
}

/** What a run did, in order. */
export interface Trace {
  readonly steps: readonly Done[];
  /** At each step, whether the other side could have been first. */
  readonly choices: readonly { readonly side: 0 | 1; readonly isFree: boolean }[];
}

/**
 * Runs a race to its end, one step at a time, in the order of `order`; from there on the first side goes first. A side
 * that dies goes no further.
 */
export async function runRace(race: Race, order: readonly (0 | 1)[], mishap?: Mishap): Promise<Trace> {
  const steps: Done[] = [];
  const choices: { side: 0 | 1; isFree: boolean }[] = [];
  const isOver = [false, false];
  const over = race.ends.map(async (end, side) => {
    await end.catch(() => undefined);
    isOver[side] = true;
  });
  for (;;) {
    await Promise.all(race.sides.map((side, at) => isOver[at] || Promise.race([side.waits(), over[at]])));
    const ready = ([0, 1] as const).filter((at) => !isOver[at] && race.sides[at].next() !== undefined);
    const [first, second] = ready;
    if (first === undefined) return { steps, choices };
    const wanted = order[steps.length] ?? first;
    const side = ready.includes(wanted) ? wanted : first;
    const step = race.sides[side].next();
    if (step === undefined) throw new Error('a side that is ready has a step');
    const fate = mishap?.position === steps.length ? mishap.fate : 'done';
    steps.push({ ...step, side });
    choices.push({ side, isFree: second !== undefined });
    await race.sides[side].release(fate);
    if (fate === 'never-sent' || fate === 'lost') isOver[side] = true;
  }
}

/** Calls `run` with every order in which the steps of two sides can come; how many there were. */
export async function everyOrder(run: (order: readonly (0 | 1)[]) => Promise<Trace>): Promise<number> {
  let order: readonly (0 | 1)[] = [];
  for (let count = 1; ; count += 1) {
    const { choices } = await run(order);
    // The last choice that was free and had the first side: what comes behind it has been tried out.
    const last = choices.findLastIndex(({ side, isFree }) => isFree && side === 0);
    if (last === -1) return count;
    order = [...choices.slice(0, last).map(({ side }) => side), 1];
  }
}
