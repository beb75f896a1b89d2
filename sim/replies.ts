/** Answers requests that may pass: the Netwave pages and the generic ones. */
import { type Camera, type SizePx, sendPicture, sendStream } from './deliver';
import type { Netwave } from './netwave';
import type { Taken } from './source';
import { headText, type Request, type Wire } from './wire';

export interface ReplyOptions extends SizePx {
  readonly title: string;
  readonly fps: number;
  readonly cors: boolean;
  readonly maxViewers: number;
}

export interface Replies {
  /** Streams being sent. */
  readonly viewers: number;
  /** Resolves with true when the connection may be used again. */
  reply(request: Request, wire: Wire): Promise<boolean>;
  text(wire: Wire, text: TextReply): Promise<boolean>;
}

interface TextReply {
  readonly body: string;
  readonly status?: string;
  readonly type?: string;
  readonly rows?: readonly string[];
}

const tooMany: TextReply = { status: '503 Service Unavailable', body: 'too many viewers\n' };
const notFound: TextReply = { status: '404 Not Found', type: 'text/html', body: '<html>404 Not Found</html>' };
const page: TextReply = {
  type: 'text/html',
  body: '<!DOCTYPE html><title>Camera</title><p>This is a page, not a picture.</p>',
};

/** The ASF header object's GUID (Advanced Systems Format, 10.1) and some zeros. */
const asfStart = `\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c${'\0'.repeat(240)}`;

export function openReplies(camera: Camera, netwave: Netwave, options: ReplyOptions): Replies {
  const { time } = camera;
  const corsRows = options.cors ? ['Access-Control-Allow-Origin: *'] : [];
  let viewers = 0;
  let last: Taken | undefined;

  /** As recorded from real cameras (2012). */
  const netwaveRows = (type: string): string[] => [
    'Server: Netwave IP Camera',
    `Date: ${new Date(time.now()).toUTCString()}`,
    `Content-Type: ${type}`,
    ...corsRows,
    'Cache-Control: no-cache',
    'Connection: close',
  ];

  async function text(wire: Wire, { body, status = '200 OK', type = 'text/plain', rows = [] }: TextReply) {
    const bytes = Buffer.from(body);
    await wire.send(headText(status, [...netwaveRows(type), ...rows, `Content-Length: ${bytes.length}`]));
    await wire.send(bytes);
    return false;
  }

  async function snapshot(wire: Wire, size: SizePx, rows: readonly string[]): Promise<void> {
    const wrap = (sizeBytes: number) => ({
      before: headText('200 OK', [...rows, `Content-Length: ${sizeBytes}`]),
      after: '',
    });
    last = await sendPicture(camera, wire, size, wrap, last);
  }

  async function asViewer(wire: Wire, stream: () => Promise<void>): Promise<boolean> {
    if (viewers >= options.maxViewers) return text(wire, tooMany);
    viewers++;
    await stream().finally(() => viewers--);
    return false;
  }

  /** Addresses of no family. Resolves undefined for other paths. */
  async function generic(request: Request, wire: Wire): Promise<boolean | undefined> {
    if (request.path === '/page.html') return text(wire, page);
    if (request.path === '/snapshot.jpg') {
      const connection = request.keepAlive ? 'keep-alive' : 'close';
      await snapshot(wire, options, ['Content-Type: image/jpeg', ...corsRows, `Connection: ${connection}`]);
      return request.keepAlive;
    }
    if (request.path === '/stream.mjpeg') {
      const intervalMs = 1000 / Math.min(options.fps, Number(request.query.get('fps')) || options.fps);
      const type = 'Content-Type: multipart/x-mixed-replace; boundary=frame';
      const wrap = (sizeBytes: number, { takenAt }: Taken) => ({
        before: `--frame\r\n${headRows(['Content-Type: image/jpeg', `Content-Length: ${sizeBytes}`, `X-Timestamp: ${(takenAt / 1000).toFixed(6)}`])}`,
        after: '\r\n',
      });
      const head = headText('200 OK', [type, ...corsRows, 'Connection: close']);
      return asViewer(wire, () => sendStream(camera, wire, options, intervalMs, head, wrap));
    }
    return undefined;
  }

  async function reply(request: Request, wire: Wire): Promise<boolean> {
    const done = await generic(request, wire);
    if (done !== undefined) return done;
    const answer = netwave.answer(request, time.now());
    switch (answer?.kind) {
      case 'text':
        return text(wire, answer);
      case 'snapshot': {
        const name = `Content-Disposition: filename="000DC5D00000(${options.title})_0_${Math.floor(time.now())}.jpg"`;
        await snapshot(wire, answer.size, [...netwaveRows('image/jpeg'), name]);
        return false;
      }
      case 'stream': {
        const head = headText('200 OK', netwaveRows('multipart/x-mixed-replace;boundary=ipcamera'));
        const wrap = (sizeBytes: number) => ({
          before: headRows(['Content-Type: image/jpeg', `Content-Length: ${sizeBytes}`]),
          after: '\r\n--ipcamera\r\n',
        });
        return asViewer(wire, () =>
          sendStream(camera, wire, answer.size, answer.intervalMs, `${head}--ipcamera\r\n`, wrap),
        );
      }
      case 'asf':
        await wire.send(headText('200 OK', netwaveRows('video/x-ms-asf')) + asfStart);
        await time.sleep(60_000, wire.gone);
        return false;
      default:
        return text(wire, notFound);
    }
  }

  return {
    get viewers() {
      return viewers;
    },
    reply,
    text,
  };
}

const headRows = (rows: readonly string[]): string => [...rows, '', ''].join('\r\n');
