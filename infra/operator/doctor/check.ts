/** The names of the checks. Stable: scripts depend on them. */
type CheckCode =
  | 'health'
  | 'tls-protocol'
  | 'tls-certificate'
  | 'security-headers'
  | 'clock'
  | 'tenants'
  | 'metadata'
  | 'sign-on'
  | 'address'
  | 'keys'
  | 'client-secrets'
  | 'table-keys'
  | 'table-protection'
  | 'table-recovery'
  | 'table-sweep';

/** The result of one check. */
export interface DoctorCheck {
  readonly code: CheckCode;
  /** The host, table or tenant that was checked. */
  readonly at: string;
  /** `warn`: works today and will fail later. `skip`: there is nothing to check. */
  readonly verdict: 'pass' | 'warn' | 'fail' | 'skip';
  /** The finding, in a few words. */
  readonly found: string;
  /** How to fix it; with `warn` and `fail`. */
  readonly next?: string;
}

/** The check and what it was made on. */
type Place = Pick<DoctorCheck, 'code' | 'at'>;

/** Returns a check that passed. */
export function pass(place: Place, found: string): DoctorCheck {
  return { ...place, verdict: 'pass', found };
}

/** Returns a check that was skipped: there is nothing to check. */
export function skip(place: Place, found: string): DoctorCheck {
  return { ...place, verdict: 'skip', found };
}

/** Returns a warning: it works today and will fail later. @param next How to fix it */
export function warn(place: Place, found: string, next: string): DoctorCheck {
  return { ...place, verdict: 'warn', found, next };
}

/** Returns a check that failed. @param next How to fix it */
export function fail(place: Place, found: string, next: string): DoctorCheck {
  return { ...place, verdict: 'fail', found, next };
}
