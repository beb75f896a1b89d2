/** Texts as people see them: for whoever cuts a name or counts its letters. */

/**
 * A text as the characters people see: a flag, a family of four or a letter with its accents is one. Firefox has Intl.Segmenter since 125; before that an emoji of several parts is several.
 */
export function characters(text: string): readonly string[] {
  if (!('Segmenter' in Intl)) return Array.from(text);
  return Array.from(new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text), ({ segment }) => segment);
}
