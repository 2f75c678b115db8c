import type { EndpointFunctionName } from '../../functions/routes.ts';
import measured from './measured.json' with { type: 'json' };

/**
 * The requests that were measured: one of each function that answers requests. `code-of-sign-in`: a post to the
 * assertion consumer that also stores the code of an OpenID Connect client.
 */
export type MeasuredCall = EndpointFunctionName | 'code-of-sign-in';

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
  /** Of the processor, with everything warm; a quarter of the requests took less. */
  readonly warmProcessorMilliseconds: number;
  /** Of the processor, to load the bundle and to answer the first request; a quarter of the processes took less. */
  readonly coldProcessorMilliseconds: number;
  readonly memoryMb: number;
  /** Of the deployed file, which each cold start reads. */
  readonly bundleBytes: number;
}

/** What `npm run cost -- --record` wrote. */
export interface Measured {
  readonly on: string;
  /** The processor and the Node that the durations are of. */
  readonly machine: string;
  readonly calls: Readonly<Record<MeasuredCall, Measurement>>;
  /** A run of the schedule in whose slot there is no tenant. */
  readonly scheduled: Measurement;
  /** A refresh job of a tenant without a metadata URL: everything but the fetch. */
  readonly refreshed: Measurement;
}

/** The recorded measurement. */
export const recorded: Measured = measured;
