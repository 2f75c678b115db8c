import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { latchkey, useLocalTables } from './command.ts';

describe('latchkey article', () => {
  const local = useLocalTables();

  it.each(['timetrack', 'trakstar'])('writes docs/entra/%s.md, without tables or an account', async (app) => {
    const { exitCode, stdout } = await latchkey(['article', app]);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(await readFile(new URL(`../../../docs/entra/${app}.md`, import.meta.url), 'utf8'));
  });

  it("writes a customer's own values, where the app stands", async () => {
    const { stdout } = await local.run('article trakstar acme');
    expect(stdout).toContain('`http://perform.trakstar.localhost:8080/auth/saml/callback?namespace=acme`');
    expect(stdout).not.toContain('<tenant>');
    expect(await local.json('article timetrack acme')).toEqual({
      article: expect.stringContaining('`http://acme.timetrack.localhost:8080/api/v2/azure/callback`'),
    });
  });

  it('knows no other app', async () => {
    expect(await latchkey(['article', 'contoso'])).toMatchObject({ exitCode: 2 });
  });
});
