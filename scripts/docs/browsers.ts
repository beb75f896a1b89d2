/**
 * Writes docs/browsers.md: which test shows in which engine that a thing works. The journey through all three has written down
 * what it last showed in each (tests/support/engines/results.json); what other tests show is claimed in tests/support/engines/claims.ts,
 * and a run that belies it is red.
 */
import { existsSync } from 'node:fs';
import { type Claim, features, pathOf } from '../../tests/support/engines/claims';
import { engineNames } from '../../tests/support/engines/engine';
import {
  type EngineResult,
  type JourneyStep,
  journeyOfEngines,
  journeySteps,
  type Results,
  readResults,
  stepNames,
} from '../../tests/support/engines/results';

/** What compatibility data say of Safari on iPad and iPhone about the steps of the journey. */
const safariOf: Readonly<Record<JourneyStep, string>> = {
  add: 'expected',
  live: 'expected',
  back: 'expected',
  record: 'expected',
  stop: 'expected',
  play: 'expected',
  save: 'expected; installed on an iPad by the share sheet',
  recover: 'expected',
  import: 'expected',
  look: 'expected',
  cut: 'expected',
  wall: 'expected',
  plain: 'the same limits: IndexedDB and ffmpeg',
};

const notRun = 'compatibility data, not run here';

function told(one: Claim | undefined): string {
  if (!one) return notRun;
  if (!existsSync(pathOf(one))) throw new Error(`docs/browsers.md names ${pathOf(one)}, which is not there`);
  return `\`${one.file}\`: ${one.title}`;
}

const versionOf = (result: EngineResult | undefined, name: string): string => result?.version ?? `${name}: ${notRun}`;

export function browsersPage(results: Results = readResults()): string {
  const [chromium, firefox, webkit] = engineNames.map((name) => results[name]);
  const steps = stepNames.map((step) => {
    const cells = engineNames.map((name) =>
      results[name]?.steps[step] === 'passed' ? `\`${journeyOfEngines}\`` : notRun,
    );
    return `| ${[journeySteps[step], ...cells, safariOf[step]].join(' | ')} |`;
  });
  const rows = features.map(
    (feature) =>
      `| ${feature.name} | ${engineNames.map((engine) => told(feature[engine])).join(' | ')} | ${feature.safari} |`,
  );
  return `# Browsers

What works in which engine, and the test that shows it (a file below \`tests/\`, and its name there). Chromium stands for Chrome and Edge,
WebKitGTK is the nearest to Safari that runs on Linux. Where no test ran, the word is that of published compatibility data and nothing more;
Safari on iPad, iPhone and Mac was never here. What a machine could not run is printed by \`npm test\` at its end, in numbers.

Made by \`npm run docs\`. The steps of the journey through all three are what its last run did (\`tests/support/engines/results.json\`, written
anew by every run). The other lines are claims (\`tests/support/engines/claims.ts\`): a run in which no test has that name, or in which it
passed without that engine having been started, is red. \`npm run check\` fails when the page is older than either.

| | ${versionOf(chromium, 'Chromium')} | ${versionOf(firefox, 'Firefox')} | ${versionOf(webkit, 'WebKitGTK')} | Safari (${notRun}) |
|---|---|---|---|---|
${[...steps, ...rows].join('\n')}
`;
}
