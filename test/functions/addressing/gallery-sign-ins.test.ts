import { expect, it } from 'vitest';
import { addressingOf, oneRowOfEachKind, sayableRows, siteOfRow } from '../../fixtures/gallery-site.ts';
import { locationOf } from '../../harness/ask.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { lengthOf } from '../../harness/tier.ts';
import { GalleryCustomer } from './gallery-customer.ts';

/*
 * Signs a person in to applications of Microsoft's gallery, declared as their articles write them, through the functions
 * and the simulated Entra: every sayable row in `npm run verify`, else one for each kind of addressing.
 */

const rows = lengthOf({ whole: sayableRows, sample: oneRowOfEachKind(sayableRows) }).map((row) => ({
  ...row,
  addressing: addressingOf(siteOfRow(row)),
}));

it('has every kind of addressing', () => {
  expect(new Set(rows.map(({ addressing }) => addressing))).toEqual(
    new Set(['host', 'path', 'query', 'several places', 'issuer']),
  );
});

describeWithDatabase('a person signs in', (database) => {
  const log = useLog();

  it.each(rows)('to $name, which has its customer in: $addressing', async (row) => {
    const site = siteOfRow(row);
    const customer = await GalleryCustomer.of(site, database().tables);
    const session = (app: string) => ({
      status: 200,
      body: expect.objectContaining({
        app,
        tenant: 'acme',
        user: expect.objectContaining({ signInName: customer.signInName }),
      }),
    });

    // The directory of an application that only begins itself sends unasked, too: that signs nobody in.
    const mayBeginAtTile = row.initiatedBy.includes('idp');
    if (mayBeginAtTile && row.addressing === 'issuer') {
      expect((await customer.signInFromTile()).statusCode).toBe(403);
      expect(log.decision()).toMatchObject({ problem: 'tenant-not-identified' });
      await customer.proveKey();
    }
    const landed = locationOf(await customer.signInFromTile());
    if (mayBeginAtTile) {
      expect(landed).toBe(site.app.landingPath);
      expect(await customer.session()).toEqual(session(site.app.id));
    } else {
      expect((await customer.session()).status).toBe(401);
    }

    customer.forgetCookies();
    if (row.initiatedBy.includes('sp')) {
      expect(locationOf(await customer.signInFromApplication('/reports/7'))).toBe('/reports/7');
      expect(await customer.session()).toEqual(session(site.app.id));
    }
  });
});
