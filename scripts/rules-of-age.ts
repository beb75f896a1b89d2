/**
 * What old tablets lack (iPadOS 16.4, Chrome 111) and TypeScript's library of the page has: used bare it throws there, and no browser
 * here would show it. With a guard (`?.`) it may be used. What the language itself got later is no part of `lib` in tsconfig.json.
 */
import { lineAt, type SourceFile, withoutComments } from './source';

const young: readonly RegExp[] = [
  /\bURL\.(?:canParse|parse)\b/g,
  /\bAbortSignal\.any\b/g,
  /\bResponse\.json\b/g,
  /\bReadableStream\.from\b/g,
  /\.(?:checkVisibility|requestClose|(?:show|hide|toggle)Popover|setHTMLUnsafe|getCoalescedEvents|getSetCookie)\(/g,
  /\.(?:startViewTransition|moveBefore)\(/g,
  /\.movement[XY]\b/g,
];

export function tooYoung({ path, text }: SourceFile): { path: string; line: number; what: string }[] {
  if (!path.startsWith('src/')) return [];
  const code = withoutComments(text);
  return young.flatMap((pattern) =>
    [...code.matchAll(pattern)].map(({ 0: name, index }) => {
      const what = `old tablets have no ${name.replace(/^\.|\($/g, '')}`;
      return { path, line: lineAt(code, index), what };
    }),
  );
}
