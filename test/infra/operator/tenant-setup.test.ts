import { describe, expect, it } from 'vitest';
import { useLocalTables } from '../../harness/command.ts';

describe('a tenant that its administrator sets up alone', () => {
  const local = useLocalTables();

  it('is added without a connection, and says what comes next', async () => {
    const { exitCode, stdout, stderr } = await local.run('tenant add trakstar initech');

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('Trakstar tenant initech is not set up yet.');
    expect(stdout).toMatch(/Login URL +not set up yet/);
    expect(stdout).toMatch(/Single sign-on +off/);
    expect(stdout).toContain('setup-link create trakstar initech');
  });

  it('has single sign-on where the operator switches it on', async () => {
    const on = await local.json('tenant set trakstar initech --sso on');
    const off = await local.json('tenant set trakstar initech --sso off');

    expect(on).toMatchObject({ tenant: { sso: true, state: 'draft', issuer: '' } });
    expect(off).toMatchObject({ tenant: { sso: false } });
    expect((await local.run('tenant set trakstar initech --sso maybe')).exitCode).toBe(2);
  });

  it('is neither enabled nor given half a connection', async () => {
    const lines = [
      'tenant enable trakstar initech',
      'tenant set trakstar initech --login-url https://login.example/saml2',
    ];
    for (const line of lines) {
      const { exitCode, stderr } = await local.run(line);
      expect({ line, exitCode }).toEqual({ line, exitCode: 1 });
      expect(stderr).toContain('has no connection to a directory yet');
      expect(stderr).toContain('setup-link create trakstar initech');
    }
  });

  it('needs the rest of a connection where a part of it was given', async () => {
    const { exitCode, stderr } = await local.run(
      'tenant add trakstar hooli --login-url https://login.example/',
    );

    expect(exitCode).toBe(2);
    expect(stderr).toContain('--issuer <identifier>');
  });
});
