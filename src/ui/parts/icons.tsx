/** The icons: 24 px line drawings, never read aloud. */

const paths = {
  live: 'M4 7h11v10H4zM15 11l5-3v8l-5-3z',
  films: 'M4 5h16v14H4zM8 5v14M16 5v14M4 9.7h4M4 14.3h4M16 9.7h4M16 14.3h4',
  cameras: 'M12 8.5a4 4 0 1 0 .01 0zM12 4a8.5 8.5 0 1 0 .01 0zM8 22h8',
  settings: 'M4 8h9M17 8h3M4 16h3M11 16h9M15 5.5v5M9 13.5v5',
  shutter: 'M4 8h4l1.5-3h5L16 8h4v11H4zM12 10a3.5 3.5 0 1 0 .01 0z',
  share: 'M12 15V4M8 8l4-4 4 4M5 12v8h14v-8',
  when: 'M12 4a8 8 0 1 0 .01 0zM12 8v4l3 2',
  dim: 'M19 14.5A8 8 0 0 1 9.5 5a7.5 7.5 0 1 0 9.5 9.5z',
  options: 'M5 4v8M5 16v4M12 4v3M12 11v9M19 4v10M19 18v2M3 14h4M10 9h4M17 16h4',
  close: 'M6 6l12 12M18 6L6 18',
  wall: 'M4 5h7v6H4zM13 5h7v6h-7zM4 13h7v6H4zM13 13h7v6h-7z',
  plus: 'M12 5v14M5 12h14',
  play: 'M8 5l11 7-11 7z',
  save: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  pen: 'M5 19l1-4L16 5l3 3L9 18z',
  bin: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5',
  shield: 'M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6z',
  back: 'M15 5l-7 7 7 7',
  next: 'M9 5l7 7-7 7',
  flag: 'M7 21V4h10l-2.5 4L17 12H7',
  up: 'M12 19V6M6 12l6-6 6 6',
  search: 'M11 5a6 6 0 1 0 .01 0zM15.5 15.5L20 20',
  spark: 'M12 4l1.8 5.2L19 11l-5.2 1.8L12 18l-1.8-5.2L5 11l5.2-1.8z',
  chip: 'M7 7h10v10H7zM10 3v4M14 3v4M10 17v4M14 17v4M3 10h4M3 14h4M17 10h4M17 14h4',
} as const;

export type IconName = keyof typeof paths;

interface DrawingProps {
  readonly path: string;
  readonly turn?: number;
}

export function Icon({ name, turn = 0 }: { readonly name: IconName; readonly turn?: number }) {
  return <Drawing path={paths[name]} turn={turn} />;
}

/** A line drawing that is no other screen's: it comes with the one that needs it. */
export function Drawing({ path, turn = 0 }: DrawingProps) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={path} transform={turn === 0 ? undefined : `rotate(${turn} 12 12)`} />
    </svg>
  );
}
