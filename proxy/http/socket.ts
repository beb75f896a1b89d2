/** Opens and counts sockets to cameras, read piece by piece with a time limit on every wait. */
import { constants } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { Limits } from '../limits';
import type { CameraAddress } from '../target/address';
import { judgeIp } from '../target/destinations';
import { Trouble, troubleOf } from '../trouble';

/** A piece of data, the camera's orderly close, or nothing within the time asked for. */
export type Heard = Buffer | 'end' | 'quiet';

/** More than this waits in the kernel, so a camera is not read faster than its bytes are used. */
const maxQueuedBytes = 1024 * 1024;

export class CameraSocket {
  readonly #socket: Socket;
  readonly #queue: Buffer[] = [];
  #queuedBytes = 0;
  #error: Error | undefined;
  #ended = false;
  #wake: (() => void) | undefined;
  readonly #onClose: () => void;
  /** Encrypted in ways that are known to be weak, because the camera knows no others. */
  readonly isLegacy: boolean;

  /** `onClose` is called at once by close(), and when the socket closes by itself. */
  constructor(socket: Socket, isLegacy: boolean, onClose: () => void) {
    this.#socket = socket;
    this.isLegacy = isLegacy;
    this.#onClose = onClose;
    socket.on('close', onClose);
    socket.on('data', (bytes: Buffer) => {
      this.#queue.push(bytes);
      this.#queuedBytes += bytes.length;
      if (this.#queuedBytes > maxQueuedBytes) socket.pause();
      this.#wake?.();
    });
    socket.on('error', (error) => {
      this.#error ??= error;
    });
    for (const last of ['end', 'close'] as const)
      socket.on(last, () => {
        this.#ended = true;
        this.#wake?.();
      });
  }

  /** Rejects with Trouble when the connection broke. What came before the break is read first. */
  async read(waitMs: number): Promise<Heard> {
    const now = this.#take();
    if (now) return now;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, waitMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = undefined;
    return this.#take() ?? 'quiet';
  }

  #take(): Buffer | 'end' | undefined {
    const bytes = this.#queue.shift();
    if (bytes) {
      this.#queuedBytes -= bytes.length;
      if (this.#socket.isPaused() && this.#queuedBytes < maxQueuedBytes / 2) this.#socket.resume();
      return bytes;
    }
    if (this.#error) throw troubleOf(this.#error);
    return this.#ended ? 'end' : undefined;
  }

  /** The bytes are read again next. */
  unread(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#queue.unshift(bytes);
    this.#queuedBytes += bytes.length;
  }

  /** One letter a byte. */
  write(text: string): void {
    this.#socket.write(text, 'latin1');
  }

  close(reason?: Error): void {
    this.#error ??= reason;
    this.#ended = true;
    this.#socket.destroy();
    this.#onClose();
    this.#wake?.();
  }
}

/** Opens sockets to cameras, counts them, and keeps the certificate each https camera showed first. */
export class CameraSockets {
  readonly #limits: Limits;
  readonly #open = new Map<Socket, string>();
  readonly #certificates = new Map<string, string>();
  readonly #encryption = new Map<string, 'modern' | 'legacy'>();

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  get openCount(): number {
    return this.#open.size;
  }

  /** Whether this very place is being asked. */
  holds(ip: string, port: number): boolean {
    return [...this.#open.values()].includes(`${ip} ${port}`);
  }

  closeAll(): void {
    for (const socket of this.#open.keys()) socket.destroy();
  }

  /** Resolves when connected. Rejects with Trouble; `signal` and the time limit end it. */
  async open(address: CameraAddress, ip: string, limitMs: number, signal: AbortSignal): Promise<CameraSocket> {
    const camera = `${ip} ${address.port}`;
    const connectAs = (isLegacy: boolean) => this.#connect(address, ip, isLegacy, limitMs, signal);
    try {
      return await connectAs(this.#encryption.get(camera) === 'legacy');
    } catch (error) {
      // Who could do better once is not asked for less, and nobody outside the home is.
      const mayBeOld = address.secure && !this.#encryption.has(camera) && judgeIp(ip) !== 'never';
      if (!mayBeOld || signal.aborted || !isHandshakeFailure(error)) throw troubleOf(error);
    }
    return connectAs(true).catch((error: unknown) => {
      throw troubleOf(error);
    });
  }

  /** Rejects with whatever the socket says. */
  async #connect(
    address: CameraAddress,
    ip: string,
    isLegacy: boolean,
    limitMs: number,
    signal: AbortSignal,
  ): Promise<CameraSocket> {
    signal.throwIfAborted();
    const camera = `${ip} ${address.port}`;
    const sameCamera = [...this.#open.values()].filter((other) => other === camera).length;
    if (this.#open.size >= this.#limits.upstreams || sameCamera >= this.#limits.upstreamsPerCamera)
      throw new Trouble('capture/busy', 'The proxy already holds as many connections to this camera as it may.');
    const socket = address.secure ? dialTls(address, ip, isLegacy) : connect({ host: ip, port: address.port });
    this.#open.set(socket, camera);
    socket.setNoDelay(true);
    const isOld = address.secure && isLegacy;
    const cameraSocket = new CameraSocket(socket, isOld, () => {
      this.#open.delete(socket);
      signal.removeEventListener('abort', abort);
    });
    const abort = () => cameraSocket.close(new Trouble('capture/interrupted', 'Nobody waits for this any more.'));
    signal.addEventListener('abort', abort, { once: true });
    const timer = setTimeout(
      () => socket.destroy(new Trouble('capture/timeout', 'The camera does not answer.')),
      limitMs,
    );
    try {
      await new Promise<void>((resolve, reject) => {
        socket.once(address.secure ? 'secureConnect' : 'connect', resolve);
        socket.once('error', reject);
        socket.once('close', () => reject(signal.reason ?? new Trouble('capture/interrupted', 'The camera closed.')));
      });
      if (address.secure) {
        this.#checkCertificate(camera, socket as TLSSocket);
        this.#encryption.set(camera, isLegacy ? 'legacy' : 'modern');
      }
    } catch (error) {
      cameraSocket.close();
      throw error;
    } finally {
      clearTimeout(timer);
    }
    return cameraSocket;
  }

  /** Cameras sign their own certificates, so the first one seen is believed and any other refused (trust on first use). */
  #checkCertificate(camera: string, socket: TLSSocket): void {
    const now = socket.getPeerCertificate().fingerprint256;
    const known = this.#certificates.get(camera);
    if (known !== undefined && known !== now)
      throw new Trouble(
        'capture/certificate',
        'The camera shows another certificate than before. If that is right, start the proxy again.',
      );
    this.#certificates.set(camera, now);
  }
}

/** What protects here is the pinned certificate, not the cipher; a camera that can do better gets better. */
function dialTls(address: CameraAddress, ip: string, isLegacy: boolean): TLSSocket {
  const name = /^[\d.]+$|:/.test(address.host) ? {} : { servername: address.host };
  return connectTls({ host: ip, port: address.port, ...name, rejectUnauthorized: false, ...(isLegacy && legacyTls) });
}

/**
 * Cameras of 2010 speak TLS 1.0 with short keys and know no secure renegotiation (RFC 5746), without which OpenSSL 3
 * refuses the handshake: https://docs.openssl.org/3.0/man3/SSL_CTX_set_options/ (SSL_OP_LEGACY_SERVER_CONNECT).
 */
const legacyTls = {
  minVersion: 'TLSv1',
  ciphers: 'DEFAULT:@SECLEVEL=0',
  secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
} as const;

/** The handshake failed, not the connection: an old camera may do with the old ways. */
function isHandshakeFailure(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('ERR_SSL') || code === 'EPROTO' || code === 'ECONNRESET';
}
