import measured from './measured.json' with { type: 'json' };

/** The requests that were measured. */
export type MeasuredCall = 'sign-on' | 'assertion-consumer' | 'session' | 'sign-out' | 'metadata';

/** What one request takes, of the worse of both apps. */
export interface Measurement {
  /** DynamoDB's, the writes to indexes included. */
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Requests to DynamoDB and KMS for which the function waits. */
  readonly storeCalls: number;
  readonly logBytes: number;
  readonly logEvents: number;
  readonly accessLogBytes: number;
  readonly responseBytes: number;
  /** Of the processor, with everything warm; the median. */
  readonly warmProcessorMilliseconds: number;
  /** Of the processor, to load the bundle and to answer the first request. */
  readonly coldProcessorMilliseconds: number;
  readonly memoryMb: number;
}

/** What `npm run cost -- --record` wrote. */
export interface Measured {
  readonly on: string;
  /** The processor and the Node that the durations are of. */
  readonly machine: string;
  readonly calls: Readonly<Record<MeasuredCall, Measurement>>;
  /** A run of the schedule in whose slot there is no tenant. */
  readonly scheduled: Measurement;
}

/** The recorded measurement. */
export const recorded: Measured = measured;
