import { siteAhead, sitesOfApp } from '../../../shared/apps/standing-site.ts';
import type { AppId } from '../../../shared/ids/app-id.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import type { CommandContext } from '../command-context.ts';
import { counted } from '../command-result.ts';
import { type DoctorCheck, pass, warn } from './check.ts';

/** How many tenants that have not moved are named; `tenant list --not-moved` has all. */
const mostNamed = 5;

interface Standings {
  tenants: number;
  /** Those still to be moved, at most {@link mostNamed}, and how many there are. */
  readonly behind: string[];
  left: number;
  /** How many were moved to an address that the stage does not have. */
  lost: number;
}

/** Counts where tenants stand, one by one: memory does not grow with their number. */
export function standingsOf({ sites, commandLine }: Pick<CommandContext, 'sites' | 'commandLine'>) {
  const byApp = new Map<AppId, Standings>();
  return {
    add(tenant: Tenant): void {
      const found = byApp.get(tenant.app) ?? { tenants: 0, behind: [], left: 0, lost: 0 };
      byApp.set(tenant.app, found);
      const ofApp = sitesOfApp(sites, tenant.app);
      found.tenants += 1;
      if (tenant.standsAt !== undefined && !ofApp.some(({ origin }) => origin === tenant.standsAt)) {
        found.lost += 1;
      }
      if (siteAhead(sites, tenant) === undefined) return;
      found.left += 1;
      if (found.behind.length < mostNamed) found.behind.push(tenant.id);
    },

    /** Returns a check of each app that has two addresses, or tenants at an address that is gone. */
    checks(): readonly DoctorCheck[] {
      return [...byApp].flatMap(([app, standings]) => {
        const [first, next] = sitesOfApp(sites, app);
        if (first === undefined) return [];
        if (next !== undefined) return [moveCheck(app, standings, first.origin, next.origin, commandLine)];
        return standings.lost === 0 ? [] : [lostCheck(app, standings, first.origin)];
      });
    },
  };
}

function moveCheck(
  app: AppId,
  { tenants, behind, left }: Standings,
  from: string,
  to: string,
  commandLine: CommandContext['commandLine'],
): DoctorCheck {
  const place = { code: 'address', at: app } as const;
  if (left === 0)
    return pass(place, `all of ${counted(tenants, 'tenant')} moved to ${to}; ${from} can be retired`);
  const more = left > behind.length ? ' …' : '';
  return warn(
    place,
    `${left} of ${counted(tenants, 'tenant')} not yet moved to ${to}: ${behind.join(', ')}${more}`,
    `Keep ${from} until each has moved. All of them: ${commandLine(`tenant list ${app} --not-moved`)}`,
  );
}

function lostCheck(app: AppId, { tenants, lost }: Standings, origin: string): DoctorCheck {
  return warn(
    { code: 'address', at: app },
    `${lost} of ${counted(tenants, 'tenant')} moved to an address that the stage does not have`,
    `Their people are sent to ${origin}. Deploy the stage with the address that they moved to.`,
  );
}
