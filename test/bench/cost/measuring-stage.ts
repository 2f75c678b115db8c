import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { EndpointFunctionName, FunctionName } from '../../../functions/routes.ts';
import type { MeasuredCall, Measurement } from '../../../infra/cost/measured.ts';
import { type Answered, type Asked, ask } from '../../harness/ask.ts';
import type { Invoked } from '../../parity/lambda-runtime.ts';
import { type RunningStage, runStage } from '../../parity/running-stage.ts';
import { type MeteredStore, meterStore } from './metered-store.ts';
import { httpSample, measurementOf, type Sample } from './samples.ts';

/** A running stage whose requests can be measured one by one. */
export interface MeasuringStage {
  readonly stage: RunningStage;
  /** Sends a request, whose sample is kept under `as`. @throws Error if another function answers it */
  take(name: EndpointFunctionName, asked: Asked, isCold: boolean, as?: MeasuredCall): Promise<Answered>;
  /** Invokes a function that answers no requests. */
  takeEvent(name: FunctionName, event: unknown, isCold: boolean): Promise<void>;
  /** What the samples of a function say. */
  measurementOf(name: FunctionName, as?: MeasuredCall): Promise<Measurement>;
  stop(): Promise<void>;
}

/** Runs the stage `plain`, as it is synthesized, with a meter between its functions and the embedded AWS. */
export async function runMeasuringStage(): Promise<MeasuringStage> {
  let store: MeteredStore | undefined;
  let last: readonly [name: string, invoked: Invoked] | undefined;
  /** Since the process was started. */
  const invocations = new Map<string, number>();
  const count = (name: string) => invocations.set(name, (invocations.get(name) ?? 0) + 1);
  const stage = await runStage('plain', {
    between: async (endpoint) => {
      store = await meterStore(endpoint);
      return store.endpoint;
    },
    onInvoked: (name, invoked) => {
      last = [name, invoked];
      count(name);
    },
  });
  if (store === undefined) throw new Error('No meter was started');
  const metered = store;
  const samples = new Map<string, Sample[]>();

  const sampled = async (
    name: FunctionName,
    isCold: boolean,
    send: () => Promise<Pick<Sample, 'accessLogBytes' | 'responseBytes' | 'processorMilliseconds'>>,
    as: string = name,
  ): Promise<void> => {
    if (isCold) {
      await stage.end(name);
      invocations.delete(name);
    }
    const { started } = await stage.processOf(name);
    Object.assign(metered.meter, { readUnits: 0, writeUnits: 0, calls: 0 });
    const sent = await send();
    const { readUnits, writeUnits, calls: storeCalls } = metered.meter;
    const init = isCold ? { initMilliseconds: started.initProcessorMilliseconds } : {};
    const sample: Sample = { ...sent, readUnits, writeUnits, storeCalls, ...init };
    samples.set(as, [...(samples.get(as) ?? []), sample]);
  };

  return {
    stage,
    async take(name, asked, isCold, as = name) {
      let answer: Answered = {};
      await sampled(
        name,
        isCold,
        async () => {
          answer = await ask(stage.gateway, asked);
          const [answeredBy, invoked] = last ?? [];
          if (answeredBy !== name || invoked === undefined)
            throw new Error(`${answeredBy} answered ${asked.url}`);
          return {
            ...httpSample(stage, asked, answer),
            processorMilliseconds: invoked.processorMilliseconds,
          };
        },
        as,
      );
      return answer;
    },
    takeEvent: (name, event, isCold) =>
      sampled(name, isCold, async () => {
        const { processorMilliseconds } = await (await stage.processOf(name)).invoke(event);
        count(name);
        return { accessLogBytes: 0, responseBytes: 0, processorMilliseconds };
      }),
    async measurementOf(name, as) {
      const deployed = stage.functions.find((each) => each.name === name);
      if (deployed === undefined) throw new Error(`There is no function ${name}`);
      const { size: bundleBytes } = await stat(join(deployed.folder, 'index.mjs'));
      const { memoryMb } = deployed;
      const running = await stage.processOf(name);
      return measurementOf(samples.get(as ?? name) ?? [], running, invocations.get(name) ?? 1, {
        memoryMb,
        bundleBytes,
      });
    },
    async stop() {
      await stage.stop();
      await metered.stop();
    },
  };
}
