import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postLogoutToken } from '../../../functions/notify-clients/post-logout-token.ts';

describe('a logout token', () => {
  let server: Server;
  let port: number;
  let connections = 0;

  beforeAll(async () => {
    server = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => void server.close());

  // Node looks up names alone.
  it.each([
    ...['127.0.0.1', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]'],
    ...['10.0.0.1', '169.254.169.254', '[fd00:ec2::254]'],
  ])('never reaches the address %s', async (host) => {
    const posted = postLogoutToken(`https://${host}:${port}/logout`, 'token');
    await expect(posted).rejects.toHaveProperty('name', 'AddressNotPublic');
    expect(connections).toBe(0);
  });

  it('never reaches a name that leads to this machine', async () => {
    const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    const posted = postLogoutToken(`https://app.example.com:${port}/logout`, 'token', resolve);
    await expect(posted).rejects.toHaveProperty('name', 'AddressNotPublic');
    expect(connections).toBe(0);
  });
});
