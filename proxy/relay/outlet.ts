/** Where a camera's answer goes: the reply to a page's question, or one camera's share of a bundle. */
export interface Outlet {
  readonly destroyed: boolean;
  readonly headersSent: boolean;
  /** Bytes that were written and wait. */
  readonly writableLength: number;
  writeHead(status: number, headers: Readonly<Record<string, string | number>>): unknown;
  flushHeaders(): void;
  write(bytes: Buffer): unknown;
  /** A frame of the camera ends with what was written last; a bundle tells the page so. */
  markFrameEnd?(): void;
  end(bytes?: Buffer): unknown;
  destroy(): unknown;
  setTimeout(ms: number, onTimeout: () => void): unknown;
  once(event: 'close', listener: () => void): unknown;
}
