/** Where everything of a local run stands; the hosts and paths are its contract. */
export interface Places {
  /** TimeTrack has a host for each tenant. */
  readonly timetrack: (tenant: string) => string;
  /** Trakstar has one for all. */
  readonly trakstar: string;
  readonly trakstarSignOn: (tenant: string) => string;
  readonly entra: string;
}

/** The places of a local run at `port`. */
export function placesAt(port: number): Places {
  const trakstar = `http://perform.trakstar.localhost:${port}`;
  return {
    timetrack: (tenant) => `http://${tenant}.timetrack.localhost:${port}`,
    trakstar,
    trakstarSignOn: (tenant) => `${trakstar}/auth/saml/?namespace=${tenant}`,
    entra: `http://entra.localhost:${port}`,
  };
}
