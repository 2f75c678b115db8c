import { describe, expect, it } from 'vitest';
import {
  type MetadataHost,
  microsoftLoginHosts,
  readMetadataHosts,
  readMetadataUrl,
} from '../../shared/federation-metadata/metadata-host.ts';
import { isPublicAddress } from '../../shared/http/public-address.ts';

const path = '/5f1c7d7e/federationmetadata/2007-06/federationmetadata.xml?appid=2f8d6b1c';
const hosts: readonly MetadataHost[] = [
  ...microsoftLoginHosts,
  { name: 'idp.example.com', port: 8443 },
  { name: 'entra.localhost', port: 8080, loopback: '127.0.0.1' },
];

describe('a metadata URL', () => {
  it.each([
    `https://login.microsoftonline.com${path}`,
    `https://LOGIN.microsoftonline.com:443${path}`,
    `https://login.microsoftonline.us${path}`,
    `https://login.partner.microsoftonline.cn${path}`,
    `https://idp.example.com:8443/metadata`,
    `http://entra.localhost:8080${path}`,
  ])('may be %s', (url) => {
    expect(readMetadataUrl(url, hosts).url.href.toLowerCase()).toContain(URL.parse(url)?.hostname);
  });

  it.each<[string, string]>([
    ['login.microsoftonline.com', 'url-refused'],
    [`http://login.microsoftonline.com${path}`, 'url-refused'],
    [`https://entra.localhost:8080${path}`, 'url-refused'],
    [`https://a:b@login.microsoftonline.com${path}`, 'url-refused'],
    [`https://login.microsoftonline.com${path}#`, 'url-refused'],
    [`https://login.microsoftonline.com/\u200ea`, 'url-refused'],
    [`https://login.microsoftonline.com/${'a'.repeat(2_048)}`, 'url-refused'],
    ['file:///etc/passwd', 'host-not-allowed'],
    [`https://login.microsoftonline.com:8443${path}`, 'host-not-allowed'],
    ['https://idp.example.com/metadata', 'host-not-allowed'],
    [`https://login.microsoftonline.com.example.com${path}`, 'host-not-allowed'],
    [`https://login.microsoftonline.com.${path}`, 'host-not-allowed'],
    ['https://127.0.0.1/metadata', 'host-not-allowed'],
    ['https://[::1]/metadata', 'host-not-allowed'],
    ['https://0x7f.1/metadata', 'host-not-allowed'],
    [`http://entra.localhost${path}`, 'host-not-allowed'],
  ])('may not be %s', (url, code) => {
    expect(() => readMetadataUrl(url, hosts)).toThrow(expect.objectContaining({ code }));
  });
});

describe('the hosts that an operator allows', () => {
  it('are names with commas between, each with a port or without', () => {
    expect(readMetadataHosts('ADFS.example.com, idp.example.com:8443,')).toEqual([
      { name: 'adfs.example.com' },
      { name: 'idp.example.com', port: 8443 },
    ]);
    expect(readMetadataHosts(undefined)).toEqual([]);
  });

  it.each(['https://idp.example.com', '10.0.0.1', 'localhost', '*.example.com', 'idp.example.com:70000'])(
    'are never %s',
    (text) => {
      expect(() => readMetadataHosts(text)).toThrow('LATCHKEY_METADATA_HOSTS');
    },
  );
});

describe('a public address', () => {
  it.each(['20.190.128.1', '1.1.1.1', '172.32.0.1', '2603:1006:2000::1', '2a00:1450:4001::1'])(
    'is %s',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.255.0.1', '169.254.169.254', '172.16.0.1'],
    ...[
      '172.31.255.255',
      '192.168.1.1',
      '192.0.0.8',
      '198.18.0.1',
      '203.0.113.1',
      '224.0.0.1',
      '255.255.255.255',
    ],
    ...['::', '::1', '::ffff:10.0.0.1', '::ffff:20.190.128.1', '64:ff9b::a00:1', 'fc00::1', 'fd00:ec2::254'],
    ...['fe80::1', 'fe80::1%eth0', 'ff02::1', '2001:db8::1', '2002:a00:1::1', 'localhost', ''],
  ])('is not %s', (address) => expect(isPublicAddress(address)).toBe(false));
});
