/** Times of pictures in, the decision where a closed group of pictures begins out. */

/** Two seconds between key frames: that is how exactly a film can be sought and cut. */
const gopUs = 2_000_000;

/** Slow films (one picture in five seconds) would else be nothing but key frames, ten times as large. */
const leastPictures = 8;

/** After so long a pause the scene is another one. */
const gapUs = 10_000_000;

/**
 * Returns a function that is asked about each picture in turn and says whether a group begins with it. `mostPictures`
 * bounds a group where groups are held in memory.
 */
export function openGops(mostPictures: number): (timestampUs: number) => boolean {
  let keyAt = 0;
  let lastAt = 0;
  let pictures = 0;
  return (timestampUs) => {
    const elapsed = timestampUs - keyAt;
    const gap = timestampUs - lastAt >= Math.max(gapUs, pictures > 1 ? (4 * (lastAt - keyAt)) / (pictures - 1) : 0);
    const full = pictures >= mostPictures || (elapsed >= gopUs && pictures >= leastPictures);
    const begins = pictures === 0 || full || (gap && pictures > 1);
    if (begins) {
      keyAt = timestampUs;
      pictures = 0;
    }
    lastAt = timestampUs;
    pictures++;
    return begins;
  };
}
