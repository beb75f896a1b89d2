/** What is read off the app's page in any engine; sent to it as text. */

/** The highest count that the page tells of: each picture was on the tape before. */
export const told = (): number => {
  const facts = [...document.querySelectorAll('[role=timer] > *')].map(({ textContent }) => textContent ?? '');
  return Number(facts.map((fact) => /^(\d+) pictures?$/.exec(fact)?.[1]).find(Boolean) ?? 0);
};

/** What is on the live picture's canvas, so far as it tells pictures apart. */
export const painted = (): string => {
  const canvas = [...document.querySelectorAll('canvas')].find(({ ariaLabel }) =>
    ariaLabel?.startsWith('Live picture'),
  )!;
  const copy = Object.assign(document.createElement('canvas'), { width: 64, height: 48 }).getContext('2d')!;
  copy.drawImage(canvas, 0, 0, 64, 48);
  return copy.getImageData(0, 0, 64, 48).data.join();
};
