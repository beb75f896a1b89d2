/** `npm start`: builds if needed, then serves the app, the proxy and a simulated EasyN camera. PORT and HOST override. */
import { startProxy } from '../proxy/proxy';
import { startSim } from '../sim/sim';
import { buildIfNeeded } from './build';

const port = Number(process.env.PORT ?? 8080);
const host = process.env.HOST ?? '127.0.0.1';

await buildIfNeeded();
const camera = await startSim({ port: 0, user: 'admin', password: 'snapreel', swapPan: true });
const { host: cameraHost } = new URL(camera.origin);
const proxy = await startProxy({
  host,
  port,
  distFolder: 'dist',
  allow: [cameraHost],
  offers: [
    { name: 'Simulated EasyN', family: 'netwave', address: camera.origin, userName: 'admin', password: 'snapreel' },
  ],
});
// On a LAN the token travels in the link; on this computer the page gets it by itself (docs/proxy.md).
const isLocal = host === '127.0.0.1' || host === 'localhost';
console.log(`Snapreel is at ${isLocal ? `http://localhost:${proxy.port}/` : `${proxy.origin}/#token=${proxy.token}`}`);

async function end(): Promise<void> {
  await Promise.all([proxy.close(), camera.close()]);
  process.exit(0);
}
process.once('SIGINT', end);
process.once('SIGTERM', end);
