/** Decides where a closed group of pictures begins. */

/**
 * A key frame costs the bits of several others, so their share must be the same at every pace for the pictures to be as good:
 * two seconds of a usual camera, a quarter of a second at 120 pictures a second, half an hour at one a minute. Thirty
 * pictures are decoded in a moment wherever a person seeks to, and the tape keeps what is not in the film yet.
 */
export const usualPictures = 30;

/** After so long a pause the scene is another one, if it is long for this camera, too. */
const gapUs = 10_000_000;
const gapIntervals = 4;
/** A camera that sends bursts would else have nothing but key frames. */
const leastPictures = 8;
/** A pause so long ends a group of any size: decode times should not reach across it (film/tables.ts). */
const longGapUs = 3_600_000_000;

/**
 * Returns a function that is asked about each picture in turn and says whether a group begins with it. `mostPictures`
 * is how many a group may have.
 */
export function openGops(mostPictures: number): (timestampUs: number) => boolean {
  let keyAt = 0;
  let lastAt = 0;
  let pictures = 0;

  function isGap(timestampUs: number): boolean {
    // The first interval of a group may be the camera's usual one.
    if (pictures < 2) return false;
    const sinceUs = timestampUs - lastAt;
    const usualUs = (lastAt - keyAt) / (pictures - 1);
    return sinceUs >= Math.max(pictures < leastPictures ? longGapUs : gapUs, gapIntervals * usualUs);
  }

  return (timestampUs) => {
    const begins = pictures === 0 || pictures >= mostPictures || isGap(timestampUs);
    if (begins) {
      keyAt = timestampUs;
      pictures = 0;
    }
    lastAt = timestampUs;
    pictures++;
    return begins;
  };
}
