/** What becomes of one call of the store. */
export interface Fault {
  /** Completes "a call that …". */
  readonly name: string;
  /** Whether the call does its work first. */
  readonly takesEffect: boolean;
  /** `fails`: this call alone. `stays`: this one and all that follow. `dies`: the process, at this call. */
  readonly afterwards: 'fails' | 'stays' | 'dies';
  readonly error: Error;
}

/** An error as the SDK throws it once its attempts are used up. */
function sdkError(name: string, more: object = {}): Error {
  return Object.assign(new Error('no'), { name, $metadata: { attempts: 3 } }, more);
}

const timeout = sdkError('TimeoutError');

/**
 * Every way in which a call may end that does not end well. By which of its errors the SDK says so makes no
 * difference: store-faults.test.ts.
 */
export const faults: readonly Fault[] = [
  { name: 'is throttled', takesEffect: false, afterwards: 'fails', error: sdkError('ThrottlingException') },
  { name: 'times out', takesEffect: false, afterwards: 'fails', error: timeout },
  {
    name: 'finds nobody',
    takesEffect: false,
    afterwards: 'stays',
    error: sdkError('Error', { code: 'ECONNREFUSED' }),
  },
  { name: 'takes effect and loses its answer', takesEffect: true, afterwards: 'fails', error: timeout },
  { name: 'takes effect before the store is gone', takesEffect: true, afterwards: 'stays', error: timeout },
  { name: 'the process does not live to make', takesEffect: false, afterwards: 'dies', error: timeout },
  { name: 'is the last thing that the process does', takesEffect: true, afterwards: 'dies', error: timeout },
];
