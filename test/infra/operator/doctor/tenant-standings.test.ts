import { describe, expect, it } from 'vitest';
import { standingsOf } from '../../../../infra/operator/doctor/tenant-standings.ts';
import { gallery } from '../../../fixtures/apps.ts';
import { aTenant } from '../../../harness/samples.ts';

const app = gallery.trakstar.id;
const old = { app: gallery.trakstar, origin: 'https://old.example.com' };
const next = { app: gallery.trakstar, origin: 'https://new.example.com' };
const commandLine = (words: string) => `npx latchkey ${words}`;

/** What the doctor says of tenants that stand at these addresses. */
function checksOf(standsAt: readonly (string | undefined)[], sites = [old, next]) {
  const standings = standingsOf({ sites, commandLine });
  for (const origin of standsAt) {
    standings.add(aTenant({ app, ...(origin === undefined ? {} : { standsAt: origin }) }));
  }
  return standings.checks();
}

describe('the addresses of tenants', () => {
  it('are no check while no app moves', () => {
    expect(checksOf([undefined, undefined], [old])).toEqual([]);
    expect(checksOf([next.origin], [next])).toEqual([]);
    expect(checksOf([])).toEqual([]);
  });

  it('are a warning until each tenant has moved, which names the first few', () => {
    const [check] = checksOf([...Array(7).fill(undefined), next.origin]);
    expect(check).toMatchObject({ code: 'address', at: app, verdict: 'warn' });
    expect(check?.found).toMatch(
      /^7 of 8 tenants not yet moved to https:\/\/new\.example\.com: (?:t-[\w-]+, ){4}t-[\w-]+ …$/,
    );
    expect(check?.next).toContain(`tenant list ${app} --not-moved`);
  });

  it('are right once each has moved', () => {
    const [check] = checksOf([next.origin, next.origin]);
    expect(check).toMatchObject({ verdict: 'pass' });
    expect(check?.found).toContain('https://old.example.com can be retired');
  });

  it('are a warning where a tenant was moved to one that the stage does not have', () => {
    const [check] = checksOf([next.origin, undefined], [old]);
    expect(check).toMatchObject({ verdict: 'warn' });
    expect(check?.found).toContain('1 of 2 tenants');
  });
});
