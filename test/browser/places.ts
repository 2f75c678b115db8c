import type { AppId } from '../../shared/ids/app-id.ts';

/** Where everything of a local run stands; the hosts and paths are its contract. */
export interface Places {
  /** TimeTrack has a host for each tenant. */
  readonly timetrack: (tenant: string) => string;
  /** Trakstar has one for all. */
  readonly trakstar: string;
  /** The Sign on URL of a tenant, `acme` unless said otherwise. */
  readonly signOn: (app: AppId, tenant?: string) => string;
  readonly entra: string;
}

/** The places of a local run at `port`. */
export function placesAt(port: number): Places {
  const timetrack = (tenant: string) => `http://${tenant}.timetrack.localhost:${port}`;
  const trakstar = `http://perform.trakstar.localhost:${port}`;
  return {
    timetrack,
    trakstar,
    signOn: (app, tenant = 'acme') =>
      app === 'timetrack' ? `${timetrack(tenant)}/` : `${trakstar}/auth/saml/?namespace=${tenant}`,
    entra: `http://entra.localhost:${port}`,
  };
}
