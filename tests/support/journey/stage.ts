/** What every journey stands on: the built app, our proxy and a simulated camera on this machine, and a browser. */
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ProxyOptions, type ProxyServer, startProxy } from '../../../proxy/proxy';
import { restingView } from '../../../sim/picture/painter';
import { type Sim, type SimOptions, startSim } from '../../../sim/sim';
import { openPainters } from '../../../sim/source';
import { scenePhaseMs, scenePhases } from '../../../src/base/scene/scene';
import { type BrowserOptions, type OpenBrowser, openBrowser } from '../browser';

export interface Stage {
  readonly camera: Sim;
  /** Where the app is, with a slash at the end. */
  readonly app: string;
  /** The one that is open now. */
  readonly browser: OpenBrowser;
  /** Serves the app; close it and the whole server is gone. */
  readonly proxy: ProxyServer;
  /** Pulls the plug: SIGKILL to the browser, and the same profile opened again. */
  cutPower(): Promise<void>;
  /** Ends the proxy and starts it again on the same port after `ms`, with another token, as `npm start` would. */
  restartProxy(ms: number): Promise<void>;
  close(): Promise<void>;
}

export interface StageOptions {
  readonly sim?: SimOptions;
  readonly browser?: BrowserOptions;
  /** Folder of the built app; SNAPREEL_DIST or 'dist' unless told. */
  readonly dist?: string;
  /** What differs from a proxy on this machine that allows and offers the simulated camera. */
  readonly proxy?: Partial<ProxyOptions>;
}

/** The scene's loop painted once for all stages: a camera that has to paint first is late, and not because of us. */
const painters = openPainters({ title: 'Garden', quality: 70, restart: false });

function paintLoop(widthPx: number, heightPx: number): void {
  const painter = painters(widthPx, heightPx);
  for (let phase = 0; phase < scenePhases; phase += 1) {
    const takenAt = phase * scenePhaseMs;
    painter.paint(takenAt, restingView, () => ({ frame: phase, takenAt }));
  }
}

/** Rejects when dist/ has not been built: a journey tests what people get. */
export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const distFolder = options.dist ?? process.env.SNAPREEL_DIST ?? 'dist';
  if (!existsSync(`${distFolder}/index.html`)) throw new Error('Build first: npm run build');
  paintLoop(options.sim?.widthPx ?? 640, options.sim?.heightPx ?? 480);
  const camera = await startSim({ painters, ...options.sim });
  const { host, hostname, port: cameraPort } = new URL(camera.origin);
  const proxyOptions: ProxyOptions = {
    host: '127.0.0.1',
    port: 0,
    distFolder,
    allow: [host],
    // No test asks the network that the machine is in.
    searchPlace: { addresses: () => [hostname], ports: [Number(cameraPort)] },
    offers: [
      {
        name: 'Simulated EasyN',
        family: 'netwave',
        address: camera.origin,
        userName: options.sim?.user ?? '',
        password: options.sim?.password ?? '',
      },
    ],
    ...options.proxy,
  };
  let proxy = await startProxy(proxyOptions);
  const { port } = proxy;
  let browser = await openBrowser(options.browser);
  return {
    camera,
    app: `${options.proxy?.https ? 'https' : 'http'}://localhost:${port}/`,
    get proxy() {
      return proxy;
    },
    get browser() {
      return browser;
    },
    async cutPower() {
      await browser.kill();
      browser = await openBrowser(options.browser);
    },
    async restartProxy(ms) {
      await proxy.close();
      await sleep(ms);
      proxy = await startProxy({ ...proxyOptions, port });
    },
    async close() {
      await browser.close();
      await proxy.close();
      await camera.close();
    },
  };
}
