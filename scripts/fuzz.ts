/**
 * `npm run fuzz [-- rounds [seed]]`: mutated streams and pictures against the multipart reader and the JPEG check. Prints
 * the seed, so that a failure can be played again. Not coverage-guided: Jazzer.js 4 needs a newer C library than Debian 12
 * has, and the older versions fetch native code while they are installed.
 */

import { fuzzCheck } from '../tests/support/pictures/fuzz';
import { fuzzMultipart } from '../tests/support/streams/fuzz';

const [rounds = '20000', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
console.log(`seed ${seed}, ${rounds} rounds each`);
const stream = fuzzMultipart(Number(rounds), Number(seed));
console.log('multipart', stream);
const pictures = fuzzCheck(Number(rounds), Number(seed));
console.log('check', pictures);
if (stream.failures.length > 0) process.exit(1);
