import { describe, expect, test } from 'vitest';
import { isLatchkeyPath, latchkeyPaths } from '../../functions/latchkey-paths.ts';
import { isOpenId } from '../../functions/routes.ts';
import { gallery, routes } from '../fixtures/apps.ts';

const apps = Object.values(gallery);

describe('the paths of Latchkey at an app’s host', () => {
  test.each(apps)('of $id are every route of the app, with its slash and without', (app) => {
    const own = routes.filter(
      (route) => (route.app === app.id || route.app === undefined) && !isOpenId(route.function),
    );
    const paths = latchkeyPaths(app);

    expect(new Set(paths).size).toBe(paths.length);
    for (const { path } of own) {
      expect(paths).toContain(path);
      expect(paths).toContain(path === '/' ? path : `/${path.split('/').filter(Boolean).join('/')}`);
      expect(paths).toContain(path === '/' ? path : `/${path.split('/').filter(Boolean).join('/')}/`);
    }
  });

  test.each(apps)('of $id are those of the OpenID Provider without a slash', (app) => {
    const paths = latchkeyPaths(app).filter((path) => /^\/(?:oauth2|\.well-known)\//.test(path));

    expect(paths).toContain(`/oauth2/${app.id}/.well-known/openid-configuration`);
    expect(paths).toContain('/oauth2/token');
    expect(paths.filter((path) => path.endsWith('/'))).toEqual([]);
    // A load balancer's own, in front of the vendor's application.
    expect(isLatchkeyPath(app, '/oauth2/idpresponse')).toBe(false);
  });

  test.each(apps)('of $id are no path that only another app has', (app) => {
    const own = Object.values(app.paths).flat();
    const others = apps
      .filter(({ id }) => id !== app.id)
      .flatMap(({ paths }) => Object.values(paths).flat())
      .filter((path) => !own.includes(path));

    expect(others.length).toBeGreaterThan(0);
    for (const path of others) expect(isLatchkeyPath(app, path)).toBe(false);
  });

  test.each(apps)('of $id leave everything else to the application', (app) => {
    for (const path of latchkeyPaths(app)) {
      expect(isLatchkeyPath(app, path)).toBe(true);
      if (path === '/') continue;
      const bare = path.replace(/\/$/, '');
      for (const other of [`${bare}s`, `${bare}/below`, `/app${path}`, `${bare}//`, bare.toUpperCase()]) {
        const isAnother = latchkeyPaths(app).includes(other);
        expect([other, isLatchkeyPath(app, other)]).toEqual([other, isAnother]);
      }
    }
    expect(isLatchkeyPath(app, '/reviews')).toBe(false);
    expect(isLatchkeyPath(app, '')).toBe(false);
  });
});
