/**
 * Remembers which openings of the page were left or loaded again, so that no part of the browser is blamed for them: only a page
 * that ended without leaving was ended by a fault (record/render/trials.ts).
 */

const key = 'snapreel-left';
/** A trial is looked at when the page is opened the next time; tabs may be many. */
const mostKept = 20;

/** Another one for each time the page is loaded. */
const thisVisit = (): string => String(performance.timeOrigin);

/** For windows only, and only there can something be written down while a page is being left. */
function readLeft(): readonly string[] {
  try {
    return (localStorage.getItem(key) ?? '').split(' ').filter(Boolean);
  } catch {
    return [];
  }
}

function writeLeft(visits: readonly string[]): void {
  try {
    localStorage.setItem(key, visits.slice(-mostKept).join(' '));
  } catch {
    // Forbidden or full: a page that is closed in the middle of a trial looks like one that was ended by it.
  }
}

export function watchLeaving(): void {
  const others = () => readLeft().filter((visit) => visit !== thisVisit());
  addEventListener('pagehide', () => writeLeft([...others(), thisVisit()]));
  window.addEventListener('pageshow', ({ persisted }) => {
    // It came back out of the browser's memory, and its workers have ended.
    if (persisted) location.reload();
    else writeLeft(others());
  });
}

/** What a worker of this page is called: trials.ts reads it. */
export const workerName = (): string => ['snapreel', thisVisit(), ...readLeft()].join(' ');
