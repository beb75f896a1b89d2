/** What each named fault does to a picture or a reply. */

export const faultNames = [
  // Zero bytes before EOI (`bytes`, default 8): the fault of EasyN cameras.
  'surplus-nulls',
  // The second half and EOI are missing.
  'cut-short',
  // Only EOI is missing.
  'no-eoi',
  // The second half is missing, but EOI is there.
  'partial-with-eoi',
  // A picture takes `ms` (default 400) to be sent.
  'slow',
  // A stream gives half of what was asked.
  'half-rate',
  // The picture before is sent once more (default: every second one is a repeat).
  'duplicates',
  // Nothing comes for `ms` (default 15 s), then it goes on (default: before every 30th picture).
  'stall',
  // RST after half of the picture.
  'reset',
  // After the picture all connections are closed and new ones refused for `ms` (default 3 s; default: every 30th).
  'down-and-back',
  // These replace the reply; `every` counts requests for pictures and streams.
  '401',
  '403',
  '404',
  '503',
  'html',
  'redirect',
] as const;

export type FaultName = (typeof faultNames)[number];

export interface Fault {
  readonly name: FaultName;
  /** Strikes every n-th picture (or request), the n-th first. */
  readonly every?: number;
  readonly ms?: number;
  readonly bytes?: number;
}

const usualEvery: Partial<Record<FaultName, number>> = { duplicates: 2, stall: 30, 'down-and-back': 30 };

/** Whether a fault strikes the picture or request with this number, counted from 0. */
export const strikes = (fault: Fault, number: number): boolean => {
  const every = fault.every ?? usualEvery[fault.name] ?? 1;
  return (number + 1) % every === 0;
};

/** 'surplus-nulls', 'surplus-nulls:bytes=64,every=3', 'stall:ms=5000'. Throws on anything else. */
export function parseFault(text: string): Fault {
  const [name = '', settings = ''] = text.split(':');
  if (!(faultNames as readonly string[]).includes(name)) {
    throw new Error(`no fault is called '${name}'; there are: ${faultNames.join(', ')}`);
  }
  const fault: { name: FaultName; every?: number; ms?: number; bytes?: number } = { name: name as FaultName };
  for (const setting of settings.split(',').filter(Boolean)) {
    const [key, value] = setting.split('=');
    const number = Number(value);
    if ((key !== 'every' && key !== 'ms' && key !== 'bytes') || !(number >= 0)) {
      throw new Error(`'${setting}' is not every=n, ms=n or bytes=n`);
    }
    fault[key] = number;
  }
  return fault;
}

const eoiBytes = 2;

function surplusNulls(jpeg: Uint8Array, count: number): Uint8Array {
  const bytes = new Uint8Array(jpeg.length + count);
  bytes.set(jpeg.subarray(0, -eoiBytes));
  bytes.set(jpeg.subarray(-eoiBytes), bytes.length - eoiBytes);
  return bytes;
}

/** The second half of the bytes is gone, EOI with it. */
export const cutShort = (jpeg: Uint8Array): Uint8Array => jpeg.subarray(0, Math.floor(jpeg.length / 2));

const withoutEoi = (jpeg: Uint8Array): Uint8Array => jpeg.subarray(0, -eoiBytes);

const withEoi = (bytes: Uint8Array): Uint8Array => Uint8Array.from([...bytes, 0xff, 0xd9]);

/** The picture as a faulty camera sends it. */
export function damage(jpeg: Uint8Array, faults: readonly Fault[]): Uint8Array {
  return faults.reduce((bytes, fault) => {
    if (fault.name === 'surplus-nulls') return surplusNulls(bytes, fault.bytes ?? 8);
    if (fault.name === 'cut-short') return cutShort(bytes);
    if (fault.name === 'no-eoi') return withoutEoi(bytes);
    if (fault.name === 'partial-with-eoi') return withEoi(cutShort(bytes));
    return bytes;
  }, jpeg);
}

/** Reply that stands in for a picture: status line, type and body. */
export const falseReplies: Partial<Record<FaultName, { status: string; type: string; body: string; rows?: string[] }>> =
  {
    '401': {
      status: '401 Unauthorized',
      type: 'text/html',
      body: '<html><body>401 Unauthorized</body></html>',
      rows: ['WWW-Authenticate: Basic realm="IP Camera"'],
    },
    '403': { status: '403 Forbidden', type: 'text/html', body: '<html><body>403 Forbidden</body></html>' },
    '404': { status: '404 Not Found', type: 'text/html', body: '<html><body>404 Not Found</body></html>' },
    '503': { status: '503 Service Unavailable', type: 'text/plain', body: 'too many viewers\n' },
    html: { status: '200 OK', type: 'text/html', body: '<!DOCTYPE html><html><body><form>Login</form></body></html>' },
    redirect: { status: '302 Found', type: 'text/plain', body: '', rows: ['Location: /login.html'] },
  };
