/** Reads what the house rules look at in a source file: its imports, and its code without comments. */

export interface SourceFile {
  /** From the top of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export interface Import {
  /** As written: './walk', '../base/flow', 'mediabunny'. */
  readonly from: string;
  readonly line: number;
}

const stringOrComment = /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;

/** Comments become blanks, so that lines keep their numbers; strings stay. */
export function withoutComments(text: string): string {
  return text.replace(stringOrComment, (whole, string) => string ?? whole.replace(/[^\n]/g, ' '));
}

const importing =
  /\b(?:import|export)\s[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\s*\(\s*['"]([^'"]+)['"]|\bimport\s+['"]([^'"]+)['"]/g;

export function importsOf({ text }: SourceFile): readonly Import[] {
  const code = withoutComments(text);
  return [...code.matchAll(importing)].map((match) => {
    const from = match[1] ?? match[2] ?? match[3] ?? '';
    // The line of the name itself: an import may be many lines long.
    return { from, line: lineAt(code, match.index + match[0].lastIndexOf(from)) };
  });
}

export function lineAt(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}
