/** The middle value of a few numbers: what is usual, whatever the outliers. */

/** The upper of the two in the middle; undefined of none. */
export function median(values: readonly number[]): number | undefined {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
