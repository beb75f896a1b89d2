/** The command line: `npm run proxy -- --host 0.0.0.0`, or `snapreel --host 0.0.0.0` from the package. */
import { existsSync, readFileSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { renderUnicodeCompact } from 'uqr';
import { certificateFolder, selfMadeCertificate } from './page/certificate';
import { type ProxyOptions, startProxy } from './proxy';

const usage = `Serves Snapreel and relays cameras that send no CORS header.

  npm run proxy -- [options]      in the source
  snapreel [options]              from the package

  --host <address>       where to listen: 127.0.0.1 (this machine only, the default), 0.0.0.0 (the whole LAN) or one address
  --port <n>             8080
  --allow <host:port>    a camera on this machine or with a link-local address; may be repeated
  --token <text>         the secret of the link; made up at each start when missing
  --https                with a certificate of its own making (docs/proxy.md), or with:
  --cert <file>, --key <file>   your own certificate and its key (PEM)
  --name <host name>     another name this machine is called by; may be repeated
  --origin <origin>      another origin whose pages may use the proxy; may be repeated
  --quiet                no line for each stream and trouble
`;

function readOptions() {
  const { values } = parseArgs({
    options: {
      host: { type: 'string', default: process.env.HOST ?? '127.0.0.1' },
      port: { type: 'string', default: process.env.PORT ?? '8080' },
      allow: { type: 'string', multiple: true, default: [] },
      token: { type: 'string' },
      https: { type: 'boolean', default: false },
      cert: { type: 'string' },
      key: { type: 'string' },
      name: { type: 'string', multiple: true, default: [] },
      origin: { type: 'string', multiple: true, default: [] },
      quiet: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  return values;
}

const isLocal = (address: string) => address.includes('//localhost:');

type Values = ReturnType<typeof readOptions>;

async function readHttps(values: Values): Promise<ProxyOptions['https']> {
  if (values.cert && values.key)
    return { cert: readFileSync(values.cert, 'utf8'), key: readFileSync(values.key, 'utf8') };
  if (values.cert || values.key) throw new Error('--cert and --key belong together.');
  if (!values.https) return undefined;
  const addresses = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter((one) => one.family === 'IPv4')
    .map((one) => one.address);
  const machine = hostname().toLowerCase();
  const names = ['localhost', '::1', machine, `${machine}.local`, ...addresses, ...values.name];
  return selfMadeCertificate(names, certificateFolder());
}

async function main(): Promise<void> {
  const values = readOptions();
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`--port ${values.port} is no port.`);
  if (values.token !== undefined && values.token.length < 8) throw new Error('--token needs at least 8 characters.');
  const distFolder = fileURLToPath(new URL('../dist', import.meta.url));
  const https = await readHttps(values);
  const proxy = await startProxy({
    host: values.host,
    port,
    allow: values.allow,
    names: values.name,
    origins: values.origin,
    ...(existsSync(distFolder) && { distFolder }),
    ...(values.token !== undefined && { token: values.token }),
    ...(https && { https }),
    ...(!values.quiet && { log: (line: string) => process.stdout.write(`${line}\n`) }),
  });
  // Before the address is printed: who reads it may end us at once.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void proxy.close());
  const links = proxy.origins.map((origin) => (isLocal(origin) ? `${origin}/` : `${origin}/#token=${proxy.token}`));
  process.stdout.write(`Snapreel is at ${links.join('\n            or ')}\n`);
  const [link = ''] = links;
  if (!isLocal(link)) process.stdout.write(`${renderUnicodeCompact(link, { border: 2 })}\n`);
  if (!existsSync(distFolder)) process.stdout.write('The app is not built yet: npm run build\n');
}

main().catch((error: unknown) => {
  const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const text = error instanceof Error ? error.message : String(error);
  process.stderr.write(inUse ? 'The port is taken: choose another with --port.\n' : `${text}\n`);
  process.exitCode = 1;
});
