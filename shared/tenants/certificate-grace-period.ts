/**
 * An operator's permission for one tenant to sign in with an expired certificate, until `until` at the latest. Every
 * other rule still applies.
 */
export interface CertificateGracePeriod {
  readonly until: Date;
  readonly givenAt: Date;
  /** Why, in the operator's words. */
  readonly reason: string;
}

/** The longest certificate grace period, in days. */
export const maximumGracePeriodDays = 7;

/**
 * Returns whether a grace period given at `givenAt` may last until `until`: it must end after it begins, and within the
 * maximum.
 */
export function isGracePeriodAllowed({
  givenAt,
  until,
}: Pick<CertificateGracePeriod, 'givenAt' | 'until'>): boolean {
  const lengthMilliseconds = until.getTime() - givenAt.getTime();
  return lengthMilliseconds > 0 && lengthMilliseconds <= maximumGracePeriodDays * 86_400_000;
}

/** Returns the grace period of a connection at `now`; undefined where it has none or it is over. */
export function gracePeriodAt(
  connection: { readonly grace?: CertificateGracePeriod },
  now: Date,
): CertificateGracePeriod | undefined {
  const { grace } = connection;
  return grace !== undefined && now < grace.until && isGracePeriodAllowed(grace) ? grace : undefined;
}
