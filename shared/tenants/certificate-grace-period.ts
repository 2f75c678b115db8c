/**
 * An operator's leave for one tenant to sign in with a certificate that has expired, until `until` at the
 * latest. Every other rule stands.
 */
export interface CertificateGracePeriod {
  readonly until: Date;
  readonly givenAt: Date;
  /** Why, in the operator's words. */
  readonly reason: string;
}

/** The longest grace there can be, in days. */
export const maximumGracePeriodDays = 7;

/** Whether a grace given at `givenAt` may last until `until`: it must end after it begins, and in time. */
export function isGracePeriodAllowed({
  givenAt,
  until,
}: Pick<CertificateGracePeriod, 'givenAt' | 'until'>): boolean {
  const lengthMilliseconds = until.getTime() - givenAt.getTime();
  return lengthMilliseconds > 0 && lengthMilliseconds <= maximumGracePeriodDays * 86_400_000;
}

/** The grace that a connection has at `now`; undefined where it has none, or none any more. */
export function gracePeriodAt(
  connection: { readonly grace?: CertificateGracePeriod },
  now: Date,
): CertificateGracePeriod | undefined {
  const { grace } = connection;
  return grace !== undefined && now < grace.until && isGracePeriodAllowed(grace) ? grace : undefined;
}
