interface Size {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
}

interface Dot {
  readonly x: number;
  readonly y: number;
  readonly isLast: boolean;
}

/** The line through the values, and what bridges the missing ones; null where there are not two to draw. */
export function sparkline(
  trail: readonly (string | null)[],
  { width, height, margin }: Size,
): { path: string; bridges: string; dots: Dot[] } | null {
  const values = trail.map((text) => (text === null ? null : Number(text)));
  const known = values.filter((value) => value !== null && Number.isFinite(value)) as number[];
  if (known.length < 2 || known.length < values.filter((value) => value !== null).length) return null;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const step = (width - 2 * margin) / (values.length - 1);
  const dots: Dot[] = [];
  let path = '';
  let bridges = '';
  let isDrawing = false;
  values.forEach((value, at) => {
    if (value === null) {
      isDrawing = false;
      return;
    }
    const x = tenth(margin + at * step);
    const y = tenth(high === low ? height / 2 : margin + ((high - value) / (high - low)) * (height - 2 * margin));
    const before = dots.at(-1);
    if (!isDrawing && before) bridges += `M${before.x} ${before.y}L${x} ${y}`;
    path += `${isDrawing ? 'L' : 'M'}${x} ${y}`;
    isDrawing = true;
    dots.push({ x, y, isLast: at === values.length - 1 });
  });
  return { path, bridges, dots };
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
