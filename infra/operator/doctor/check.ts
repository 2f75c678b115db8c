/** What the doctor looks at. Stable: scripts go by it. */
type CheckCode =
  | 'health'
  | 'tls-protocol'
  | 'tls-certificate'
  | 'security-headers'
  | 'clock'
  | 'tenants'
  | 'metadata'
  | 'keys'
  | 'table-keys'
  | 'table-protection'
  | 'table-recovery'
  | 'table-sweep';

/** One thing that was looked at. */
export interface DoctorCheck {
  readonly code: CheckCode;
  /** Where: a host, a table, a tenant. */
  readonly at: string;
  /** `warn`: well today, and not for long. `skip`: there is nothing to look at. */
  readonly verdict: 'pass' | 'warn' | 'fail' | 'skip';
  /** What was found, in a few words. */
  readonly found: string;
  /** What to do about it, of all that is not well. */
  readonly next?: string;
}

/** Where something stands, and what it is looked at for. */
type Place = Pick<DoctorCheck, 'code' | 'at'>;

/** It is well. */
export function pass(place: Place, found: string): DoctorCheck {
  return { ...place, verdict: 'pass', found };
}

/** There is nothing to look at. */
export function skip(place: Place, found: string): DoctorCheck {
  return { ...place, verdict: 'skip', found };
}

/** It is well today, and not for long. @param next What to do about it */
export function warn(place: Place, found: string, next: string): DoctorCheck {
  return { ...place, verdict: 'warn', found, next };
}

/** It is not well. @param next What to do about it */
export function fail(place: Place, found: string, next: string): DoctorCheck {
  return { ...place, verdict: 'fail', found, next };
}
