/** Writes docs/cameras.md from the table of families. */
import { type Family, families } from '../../src/capture/families/families';

function loginOf({ login }: Family): string {
  if (typeof login === 'object')
    return login.userKey === ''
      ? `\`${login.passwordKey}\` in the address`
      : `\`${login.userKey}\`, \`${login.passwordKey}\` in the address`;
  return { none: 'none', auto: 'what it asks for', basic: 'Basic', digest: 'Digest' }[login];
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const code = (path: string | undefined) => (path === undefined ? '' : `\`${cell(path)}\``);

function row(family: Family): string {
  const cells = [
    cell(family.name),
    code(family.mjpeg),
    code(family.snapshot),
    code(family.still),
    loginOf(family),
    String(family.port),
    cell(family.oddities ?? ''),
    cell(family.source),
  ];
  return `| ${cells.join(' | ')} |`;
}

export function camerasPage(): string {
  return `# Cameras

${families.length} families are known, in the order in which "Find it for me" asks. Any other camera is added with the address of its picture or
stream. These are addresses that others have published, candidates and not promises: hardly any of these cameras was here, and what a
camera really answers decides. \`{user}\`, \`{password}\`, \`{rate}\`, \`{resolution}\` and \`{fps}\` are filled in; \`{name=1}\` is the path of the
camera's address; a leading \`:81\` is a port of its own.

Made by \`npm run docs\` from \`src/capture/families/\`; how to add a row is in [architecture.md](architecture.md).

| family | stream | picture | larger still | login | port | to know | read in |
|---|---|---|---|---|---|---|---|
${families.map(row).join('\n')}
`;
}
