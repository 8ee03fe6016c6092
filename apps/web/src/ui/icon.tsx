import styles from './icon.module.css';

const PATHS = {
  search: 'M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM13.2 13.2L17 17',
  left: 'M12 4.5L6.5 10l5.5 5.5',
  right: 'M8 4.5l5.5 5.5L8 15.5',
  down: 'M5 7.5l5 5 5-5',
  close: 'M5 5l10 10M15 5L5 15',
  menu: 'M3.5 6h13M3.5 10h13M3.5 14h13',
  stop: 'M6.5 2.5h7l4 4v7l-4 4h-7l-4-4v-7zM10 6.5V11M10 13.6v.1',
  split: 'M10 17V11M10 11L4.5 4M10 11l5.5-7M4.5 7.5V4H8M12 4h3.5v3.5',
  equal: 'M4 7.5h12M4 12.5h12',
  question: 'M7.2 7.3a2.9 2.9 0 1 1 4.2 2.6c-.9.5-1.4 1-1.4 2M10 15v.1',
  clock: 'M10 2.8a7.2 7.2 0 1 1 0 14.4 7.2 7.2 0 0 1 0-14.4zM10 6v4.3l2.8 1.7',
  broken: 'M4 4l12 12M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14z',
  fall: 'M3.5 6l4.2 4.5 3-2.6 5.3 6M12 14h4v-4',
  wave: 'M2.5 10c1.9-5 3.8-5 5 0s3.1 5 5 0 3.1-5 5 0',
  rise: 'M3.5 14l4.2-4.5 3 2.6 5.3-6M12 6h4v4',
  screen: 'M3 4.5h14v9H3zM7.5 17h5M10 13.5V17',
  print: 'M6 7V3h8v4M6 14H3.5V7h13v7H14M6 12h8v5H6z',
  pause: 'M7 4.5v11M13 4.5v11',
  play: 'M6.5 4.5l9 5.5-9 5.5z',
  link: 'M8.5 11.5a3 3 0 0 0 4.2 0l2.6-2.6a3 3 0 0 0-4.2-4.2L10 5.8M11.5 8.5a3 3 0 0 0-4.2 0L4.7 11.1a3 3 0 0 0 4.2 4.2L10 14.2',
  comment: 'M3.5 4.5h13v9h-7L6 16.5v-3H3.5z',
  tick: 'M4.5 10.5l3.7 3.7 7.3-8',
  bell: 'M5.5 13.6V9a4.5 4.5 0 0 1 9 0v4.6l1.4 1.4H4.1zM8.4 17.2h3.2M10 4.5V2.8',
  warning: 'M10 3L18 16.8H2zM10 8v4M10 14.3v.1',
  info: 'M10 2.8a7.2 7.2 0 1 1 0 14.4 7.2 7.2 0 0 1 0-14.4zM10 9.2v4.6M10 6.3v.1',
  person: 'M10 3.5a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4zM3.8 17c.5-3.4 3-5.2 6.2-5.2s5.7 1.8 6.2 5.2',
  file: 'M5 2.5h6.5L15 6v11.5H5zM11 2.5V6.5h4',
} as const;

export type IconName = keyof typeof PATHS;

/** A line drawing beside a word; never the only carrier of a meaning. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg className={styles['icon']} width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
