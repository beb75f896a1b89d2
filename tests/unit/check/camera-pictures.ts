/** Cuts a file of JPEGs that follow one another, or an AVI, into its pictures: those without a thumbnail. */
export function splitJpegs(file: Uint8Array): Uint8Array[] {
  const pictures: Uint8Array[] = [];
  for (let at = 0; at + 3 < file.length; at++) {
    if (file[at] !== 0xff || file[at + 1] !== 0xd8 || file[at + 2] !== 0xff) continue;
    const from = at;
    while (at + 1 < file.length && !(file[at] === 0xff && file[at + 1] === 0xd9)) at++;
    pictures.push(file.slice(from, at + 2));
  }
  return pictures;
}
