import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { latchkey, useLocalTables } from '../../harness/command.ts';

describe('latchkey article', () => {
  const local = useLocalTables();

  it.each(['timetrack', 'trakstar'])('writes docs/entra/%s.md, without tables or an account', async (app) => {
    const { exitCode, stdout } = await latchkey(['article', app]);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(await readFile(new URL(`../../../docs/entra/${app}.md`, import.meta.url), 'utf8'));
  });

  it("writes a customer's own values, where the app stands", async () => {
    for (const app of ['timetrack', 'trakstar']) await local.json(`tenant add ${app} acme`);
    const { stdout } = await local.run('article trakstar acme');
    expect(stdout).toContain('`http://perform.trakstar.localhost:8080/auth/saml/callback?namespace=acme`');
    expect(stdout).not.toContain('<tenant>');
    expect(await local.json('article timetrack acme')).toEqual({
      article: expect.stringContaining('`http://acme.timetrack.localhost:8080/api/v2/azure/callback`'),
    });
  });

  it('refuses a tenant that the named place does not have', async () => {
    const { exitCode, stdout, stderr } = await local.run('article timetrack acme-with-a-typo');
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('acme-with-a-typo');
    expect(await local.json('article timetrack acme-with-a-typo')).toMatchObject({
      error: { code: 'tenant-unknown' },
    });
  });

  it('knows no other app', async () => {
    expect(await latchkey(['article', 'contoso'])).toMatchObject({ exitCode: 2 });
  });
});
