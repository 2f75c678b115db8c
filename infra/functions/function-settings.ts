import type { FunctionName } from '../../functions/routes.ts';

/** How a function is deployed where its stage says nothing else. */
export interface FunctionSettings {
  /** CPU comes with memory: 1,769 MB are one processor. */
  readonly memoryMb: number;
  readonly reason: string;
  /** The store gives up after three attempts of three seconds at most; the person still gets a page. */
  readonly timeoutSeconds: number;
  /** Whether a new version first gets a tenth of the requests, for five minutes. */
  readonly canary: boolean;
}

const reading = {
  memoryMb: 512,
  reason: 'The vendor’s pages wait for it: with less, the first TLS handshake with DynamoDB takes the time.',
  timeoutSeconds: 10,
  canary: true,
} as const;

const writingSaml = {
  memoryMb: 1_024,
  reason: 'samlify is a megabyte of script, which a cold start reads and compiles while a person waits.',
  timeoutSeconds: 10,
  canary: true,
} as const;

const background = {
  memoryMb: 512,
  timeoutSeconds: 25,
  canary: false,
} as const;

const bare = {
  memoryMb: 128,
  reason: 'It touches nothing; the least there is.',
  timeoutSeconds: 3,
  canary: false,
} as const;

/** Memory, time and caution of each function, and why. A stage may give a function other memory. */
export const functionSettings: Readonly<Record<FunctionName, FunctionSettings>> = {
  'sign-on': writingSaml,
  'assertion-consumer': {
    memoryMb: 1_024,
    reason:
      'A person waits behind a cold start: loading, two TLS handshakes at once, and the signature’s arithmetic.',
    timeoutSeconds: 10,
    canary: true,
  },
  metadata: { ...writingSaml, memoryMb: 512, reason: 'Machines read it, seldom, and are in no hurry.' },
  logout: { ...writingSaml, memoryMb: 512, reason: 'It answers a hidden frame; nobody watches it.' },
  session: reading,
  'sign-out': reading,
  welcome: reading,
  setup: {
    memoryMb: 512,
    reason: 'An administrator opens it a few times a year, and may wait a second for its first page.',
    // It also fetches metadata, for ten seconds at most.
    timeoutSeconds: 20,
    canary: true,
  },
  healthz: bare,
  'not-found': bare,
  'schedule-refresh': {
    ...background,
    reason: 'Once a minute, a page of an index and a hundred messages; nobody waits for it.',
  },
  'refresh-metadata': {
    ...background,
    reason: 'It waits for directories; ten documents of half a megabyte at a time are what it must hold.',
  },
};
