/** Makes a certificate for this machine's names with its openssl, and keeps it for the next start. */
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ipaddr from 'ipaddr.js';

const run = promisify(execFile);

export interface Certificate {
  readonly cert: string;
  readonly key: string;
  /** The certificate a tablet installs to trust `cert`. */
  readonly authority: string;
}

export function certificateFolder(): string {
  const base = process.env.XDG_CONFIG_HOME ?? process.env.APPDATA ?? join(homedir(), '.config');
  return join(base, 'snapreel');
}

/** Apple accepts 825 days at most (https://support.apple.com/103769). */
const days = '820';
const weekMs = 7 * 24 * 3600 * 1000;

/**
 * The kept certificate when it is for these very names and has a week left, else a new one. Its authority's key is
 * thrown away at once: a tablet that trusts the authority trusts this one certificate and nothing else.
 * Throws an Error with one sentence in words when openssl is missing.
 */
export async function selfMadeCertificate(names: readonly string[], folder: string): Promise<Certificate> {
  const wanted = [...new Set(names)].sort();
  const file = join(folder, 'certificate.json');
  const kept = await readFile(file, 'utf8').then(readKept, () => undefined);
  // Once written by a version, or copied by a person, for all to read.
  if (kept) await chmod(file, 0o600).catch(() => undefined);
  if (kept && kept.names.join() === wanted.join() && kept.endsAt - Date.now() > weekMs) return kept;
  const made = await make(wanted);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const endsAt = Date.now() + Number(days) * 24 * 3600 * 1000;
  // A mode counts only for a file that is new, so the key goes into a new one that takes the old one's place.
  const fresh = `${file}.${process.pid}`;
  await rm(fresh, { force: true });
  await writeFile(fresh, JSON.stringify({ names: wanted, endsAt, ...made }, undefined, 2), { mode: 0o600, flag: 'wx' });
  await rename(fresh, file);
  return made;
}

interface Kept extends Certificate {
  readonly names: readonly string[];
  readonly endsAt: number;
}

function readKept(text: string): Kept | undefined {
  try {
    const kept = JSON.parse(text) as Partial<Kept>;
    const complete = kept.cert && kept.key && kept.authority && kept.endsAt && Array.isArray(kept.names);
    return complete ? (kept as Kept) : undefined;
  } catch {
    return undefined;
  }
}

async function make(names: readonly string[]): Promise<Certificate> {
  const folder = await mkdtemp(join(tmpdir(), 'snapreel-certificate-'));
  const at = (name: string) => join(folder, name);
  const openssl = (...args: readonly string[]) => run('openssl', args);
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  try {
    const title = `Snapreel on ${names.find((name) => !ipaddr.isValid(name) && name !== 'localhost') ?? 'this machine'}`;
    await writeFile(at('authority.cnf'), authorityConfig(title.slice(0, 60)));
    await openssl(
      'req',
      '-x509',
      ...newKey,
      '-config',
      at('authority.cnf'),
      '-days',
      days,
      '-keyout',
      at('authority.key'),
      '-out',
      at('authority.crt'),
    );
    await writeFile(at('leaf.cnf'), leafConfig(names));
    await openssl('req', ...newKey, '-config', at('leaf.cnf'), '-keyout', at('leaf.key'), '-out', at('leaf.csr'));
    const signing = ['-CA', at('authority.crt'), '-CAkey', at('authority.key'), '-CAcreateserial'];
    await openssl(
      'x509',
      '-req',
      '-in',
      at('leaf.csr'),
      ...signing,
      '-days',
      days,
      '-sha256',
      '-extfile',
      at('leaf.cnf'),
      '-extensions',
      'leaf',
      '-out',
      at('leaf.crt'),
    );
    const [leaf, key, authority] = await Promise.all(
      ['leaf.crt', 'leaf.key', 'authority.crt'].map((name) => readFile(at(name), 'utf8')),
    );
    return { cert: `${leaf}${authority}`, key: key!, authority: authority! };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new Error(
        'Making a certificate needs the program openssl: install it (apt install openssl, brew install openssl, winget install ShiningLight.OpenSSL.Light), or give your own with --cert and --key.',
      );
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function authorityConfig(title: string): string {
  return `[req]
distinguished_name = name
x509_extensions = authority
prompt = no
[name]
CN = ${title.replace(/[^\w .-]/g, '')}
[authority]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
`;
}

function leafConfig(names: readonly string[]): string {
  const list = names.map((name, index) => `${ipaddr.isValid(name) ? 'IP' : 'DNS'}.${index + 1} = ${name}`);
  return `[req]
distinguished_name = name
prompt = no
[name]
CN = Snapreel
[leaf]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = @names
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[names]
${list.join('\n')}
`;
}
