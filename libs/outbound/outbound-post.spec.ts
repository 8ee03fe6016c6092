import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { AddressRefused, outboundPost } from './outbound-post';

/** Of another.example.se, signed by itself: good for nothing but this. */
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgyGHciRk9UgkRhCFc
s1NZVG93XRIfZmSLztO/JIMfdzqhRANCAASKx4oZUPaTz6q1ksleeZ/YbAkUSJMQ
QF/ItBQneGjOO+znEDaoFDR7Eg1Z/gUpUhqV3ue5d6YOs8w0S2Vclunn
-----END PRIVATE KEY-----`;
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBkTCCATegAwIBAgIUIZyZN/b6h8vx3gebkTqYlqVXAacwCgYIKoZIzj0EAwIw
HTEbMBkGA1UEAwwSYW5vdGhlci5leGFtcGxlLnNlMCAXDTI2MTEyNjE4NDgyNFoY
DzIxMjYxMTAyMTg0ODI0WjAdMRswGQYDVQQDDBJhbm90aGVyLmV4YW1wbGUuc2Uw
WTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASKx4oZUPaTz6q1ksleeZ/YbAkUSJMQ
QF/ItBQneGjOO+znEDaoFDR7Eg1Z/gUpUhqV3ue5d6YOs8w0S2Vclunno1MwUTAd
BgNVHQ4EFgQUQRS28wBwyyNBSXaB5WwmxZKsW9cwHwYDVR0jBBgwFoAUQRS28wBw
yyNBSXaB5WwmxZKsW9cwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBF
AiAArUlo+4dKns82zT3LL2kWJLUQYX0qmscbPxRMFj8xswIhAPwRCbjYADr4zAcE
kgDRY8Vu2QC6uGUk4W3EszE0SLW+
-----END CERTIFICATE-----`;

const sent = { headers: { 'content-type': 'application/json' }, body: '{"mål":1}' };
const post = outboundPost({ inside: ['127.0.0.1', 'localhost'], withinMs: 500 });
const outside = outboundPost({ inside: [], withinMs: 500 });

describe('posting to an address that somebody named', () => {
  const servers: Server[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.close();
      await once(server, 'close');
    }
  });

  async function listening(server: Server): Promise<number> {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    servers.push(server);
    return (server.address() as AddressInfo).port;
  }
  const sink = (answer: RequestListener): Promise<number> =>
    listening(createServer({ keepAlive: false }, (request, response) => void request.resume().on('end', () => answer(request, response))));

  it('hands over what is sent, and tells what was answered', async () => {
    const heard: string[] = [];
    const port = await listening(
      createServer((request, response) => {
        request.setEncoding('utf8');
        request.on('data', (chunk: string) => heard.push(String(request.headers.host), chunk));
        request.on('end', () => response.writeHead(503, { 'retry-after': '7', connection: 'close' }).end('inte nu'));
      }),
    );
    expect(await post(`http://localhost:${port}/krok`, sent)).toEqual({ status: 503, text: 'inte nu', retryAfter: '7' });
    expect(heard).toEqual([`localhost:${port}`, sent.body]);
  });

  it('follows no redirect', async () => {
    let asked = 0;
    const port = await sink((_, response) => {
      asked++;
      response.writeHead(307, { location: '/annan', connection: 'close' }).end();
    });
    expect(await post(`http://127.0.0.1:${port}/`, sent)).toMatchObject({ status: 307 });
    expect(asked).toBe(1);
  });

  it.each([
    'https://127.0.0.1/',
    'https://localhost/',
    'https://10.1.2.3/',
    'https://192.168.0.1/',
    'https://172.16.0.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://100.64.0.1/',
    'https://0.0.0.0/',
    'https://224.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:10.1.2.3]/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
    'https://[64:ff9b::a01:203]/',
    'https://2130706433/',
    'http://example.se/',
    'https://anna:hemligt@example.se/',
  ])('refuses %s', async (address) => {
    await expect(outside(address, sent)).rejects.toBeInstanceOf(AddressRefused);
  });

  it('reaches inside only what is named, and no neighbour of it', async () => {
    await expect(post('https://127.0.0.2/', sent)).rejects.toBeInstanceOf(AddressRefused);
  });

  it('hands nothing to whoever bears another name in its certificate, or one that nobody vouches for', async () => {
    let asked = 0;
    const port = await listening(createSecureServer({ key: KEY, cert: CERTIFICATE }, () => asked++));
    await expect(post(`https://localhost:${port}/`, sent)).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(asked).toBe(0);
  });

  it('does not wait for one that never answers', async () => {
    const port = await sink(() => undefined);
    await expect(post(`http://127.0.0.1:${port}/`, sent)).rejects.toMatchObject({ name: 'AbortError' });
  });
});
