/** Where the clock of a dimmed screen stands: elsewhere each minute, so that nothing burns in. */

/** Shares of the screen that are left free at each side, percent. */
const margin = 12;
const room = 100 - 2 * margin;

/**
 * Percent of the screen. Steps of 1/p and 1/p^2 with p^3 = p + 1 fill a square evenly and come back to no place for long (the R2
 * sequence).
 */
export function dimPlace(minute: number): { readonly across: number; readonly down: number } {
  const [across, down] = [0.7548776662466927, 0.5698402909980532].map((step) => margin + room * ((minute * step) % 1));
  return { across: across!, down: down! };
}
