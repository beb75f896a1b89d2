/** The command line of the simulated camera: `npm run sim -- --port 8081 --cors --fault surplus-nulls`. */
import { parseArgs } from 'node:util';
import { type Fault, parseFault } from './faults';
import { startSim } from './sim';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8081' },
    host: { type: 'string', default: '127.0.0.1' },
    cors: { type: 'boolean', default: false },
    user: { type: 'string', default: '' },
    password: { type: 'string', default: '' },
    fps: { type: 'string', default: '25' },
    width: { type: 'string', default: '640' },
    height: { type: 'string', default: '480' },
    title: { type: 'string', default: 'Garden' },
    fault: { type: 'string', multiple: true, default: [] },
  },
});

function faultsOf(texts: readonly string[]): readonly Fault[] {
  try {
    return texts.map(parseFault);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

const sim = await startSim({
  port: Number(values.port),
  host: values.host,
  cors: values.cors,
  user: values.user,
  password: values.password,
  fps: Number(values.fps),
  widthPx: Number(values.width),
  heightPx: Number(values.height),
  title: values.title,
  faults: faultsOf(values.fault),
});
console.log(`A simulated EasyN camera is at ${sim.origin}/videostream.cgi (stream) and ${sim.origin}/snapshot.cgi`);
