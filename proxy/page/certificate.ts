/** Makes a certificate for this machine's names, and keeps it for the next start. */
import { createPrivateKey, X509Certificate as NodeCertificate, webcrypto } from 'node:crypto';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { domainToASCII } from 'node:url';
import ipaddr from 'ipaddr.js';

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

const dayMs = 24 * 3600 * 1000;
/** Apple accepts 825 days at most (https://support.apple.com/103769). */
const lifeMs = 820 * dayMs;
/** Who is told to trust another certificate every week would rather not. */
const spareMs = 7 * dayMs;
/** A tablet's clock may be slow, and one that is a zone off is not rare. */
const earlierMs = dayMs;
/** Those of networks this machine was in before stay, so that a laptop that comes home is still trusted there. */
const mostNames = 32;

/**
 * The kept certificate when it is good for all of these names and has a week left, else a new one. Its authority's key is
 * never written down: a tablet that trusts the authority trusts this one certificate and nothing else. Names that no
 * certificate can hold are left out.
 */
export async function selfMadeCertificate(names: readonly string[], folder: string): Promise<Certificate> {
  const wanted = names.flatMap(spelled);
  const file = join(folder, 'certificate.json');
  const kept = await readFile(file, 'utf8').then(readKept, () => undefined);
  // Once written by a version, or copied by a person, for all to read.
  if (kept) await chmod(file, 0o600).catch(() => undefined);
  if (kept && isGoodFor(kept, wanted)) return kept;
  const all = [...new Set([...wanted, ...(kept ? namesIn(kept) : [])])].slice(0, Math.max(mostNames, wanted.length));
  const made = await make(all);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // A mode counts only for a file that is new, so the key goes into a new one that takes the old one's place.
  const fresh = `${file}.${process.pid}`;
  await rm(fresh, { force: true });
  await writeFile(fresh, JSON.stringify(made, undefined, 2), { mode: 0o600, flag: 'wx' });
  await rename(fresh, file);
  return made;
}

/** As certificates and URLs write it; nothing for what is neither a host name nor an address. */
function spelled(name: string): readonly string[] {
  const bare = name.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(bare)) return [ipaddr.process(bare).toString()];
  const ascii = domainToASCII(bare.replace(/\.$/, ''));
  return /^(?:\*\.)?[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*$/.test(ascii) && ascii.length < 254 ? [ascii] : [];
}

/** Undefined unless all three belong together: a file that was cut or mixed up by hand is made anew. */
function readKept(text: string): Certificate | undefined {
  try {
    const { cert, key, authority } = JSON.parse(text) as Certificate;
    const [leaf, root] = [new NodeCertificate(cert), new NodeCertificate(authority)];
    const belong = leaf.checkPrivateKey(createPrivateKey(key)) && leaf.checkIssued(root) && leaf.verify(root.publicKey);
    return belong ? { cert, key, authority } : undefined;
  } catch {
    return undefined;
  }
}

function isGoodFor(kept: Certificate, wanted: readonly string[]): boolean {
  const { validFrom, validTo } = new NodeCertificate(kept.cert);
  const now = Date.now();
  const lasts = Date.parse(validFrom) <= now && Date.parse(validTo) - now > spareMs;
  const known = new Set(namesIn(kept));
  return lasts && wanted.every((name) => known.has(name));
}

function namesIn({ cert }: Certificate): readonly string[] {
  const listed = new NodeCertificate(cert).subjectAltName ?? '';
  return listed.split(', ').flatMap((entry) => spelled(entry.replace(/^(?:DNS|IP Address):/, '')));
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

async function make(names: readonly string[]): Promise<Certificate> {
  // Only where one is made: most starts find one. The library's own parts find each other by reflect-metadata.
  await import('reflect-metadata');
  const x509 = await import('@peculiar/x509');
  x509.cryptoProvider.set(webcrypto as Crypto);
  const newKeys = () => webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']) as Promise<CryptoKeyPair>;
  const [authorityKeys, keys] = await Promise.all([newKeys(), newKeys()]);
  const times = { notBefore: new Date(Date.now() - earlierMs), notAfter: new Date(Date.now() + lifeMs) };
  const host = names.find((name) => !ipaddr.isValid(name) && name !== 'localhost') ?? 'this machine';
  const authorityKeyId = await x509.SubjectKeyIdentifierExtension.create(authorityKeys.publicKey);
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    ...times,
    name: [{ CN: [`Snapreel on ${host}`.slice(0, 60)] }],
    signingAlgorithm: algorithm,
    keys: authorityKeys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      authorityKeyId,
    ],
  });
  const leaf = await x509.X509CertificateGenerator.create({
    ...times,
    subject: 'CN=Snapreel',
    issuer: authority.subjectName,
    signingAlgorithm: algorithm,
    signingKey: authorityKeys.privateKey,
    publicKey: keys.publicKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => ({ type: ipaddr.isValid(value) ? ('ip' as const) : ('dns' as const), value })),
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(authorityKeys.publicKey),
    ],
  });
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  const pem = (text: string) => `${text.trim()}\n`;
  return {
    cert: pem(leaf.toString('pem')) + pem(authority.toString('pem')),
    key: `-----BEGIN PRIVATE KEY-----\n${key.match(/.{1,64}/g)?.join('\n')}\n-----END PRIVATE KEY-----\n`,
    authority: pem(authority.toString('pem')),
  };
}
