/** What a drawing takes from the page's style sheets. */
const STYLED = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linejoin',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'paint-order',
] as const;
const NAMESPACE = 'http://www.w3.org/2000/svg';
const MARGIN = 16;
const [TITLE_HEIGHT, LINE_HEIGHT] = [30, 16];
/** Of the words below, at their size. */
const CHARACTER_WIDTH = 6.3;
/** Sharp on paper as well. */
const PNG_SCALE = 2;

/** A picture that stands by itself: the drawing with its styles in it, under its title, above what it says in words. */
export interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

export function pictureOf(drawn: SVGSVGElement, title: string): Picture {
  const inner = drawn.cloneNode(true) as SVGSVGElement;
  const [shown, copied] = [
    [drawn, ...drawn.querySelectorAll('*')],
    [inner, ...inner.querySelectorAll('*')],
  ];
  shown.forEach((element, at) => keepStyles(element, copied[at] as Element));
  const said = wrapped(drawn.getAttribute('aria-label') ?? '', drawn.clientWidth / CHARACTER_WIDTH);
  const [width, below] = [drawn.clientWidth + 2 * MARGIN, MARGIN + TITLE_HEIGHT + drawn.clientHeight];
  const height = below + said.length * LINE_HEIGHT + 2 * MARGIN;
  const { color, fontFamily } = getComputedStyle(drawn);
  const ground = getComputedStyle(document.documentElement).getPropertyValue('--surface').trim() || 'white';
  const outer = document.createElementNS(NAMESPACE, 'svg');
  for (const [name, value] of Object.entries({
    xmlns: NAMESPACE,
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    'font-family': fontFamily,
  }))
    outer.setAttribute(name, String(value));
  const rect = document.createElementNS(NAMESPACE, 'rect');
  for (const [name, value] of Object.entries({ width: '100%', height: '100%', fill: ground })) rect.setAttribute(name, value);
  inner.setAttribute('x', String(MARGIN));
  inner.setAttribute('y', String(MARGIN + TITLE_HEIGHT));
  const lines = said.map((line, at) => textOf(line, { y: below + MARGIN + (at + 1) * LINE_HEIGHT - 4, size: 12, weight: 400, color }));
  outer.append(rect, textOf(title, { y: MARGIN + 16, size: 16, weight: 600, color }), inner, ...lines);
  return { svg: new XMLSerializer().serializeToString(outer), width, height };
}

export async function pngOf({ svg, width, height }: Picture): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width * PNG_SCALE, height * PNG_SCALE];
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('no picture'))), 'image/png'));
}

/** What only shows when it is pointed at stays out; what is for keys and readers of a page has no meaning in a file. */
function keepStyles(shown: Element, copied: Element): void {
  const style = getComputedStyle(shown);
  if (style.display === 'none') {
    copied.remove();
    return;
  }
  for (const name of STYLED) copied.setAttribute(name, style.getPropertyValue(name));
  for (const name of copied.getAttributeNames())
    if (/^(aria-|data-)|^(class|role|tabindex|style)$/.test(name)) copied.removeAttribute(name);
}

function textOf(words: string, { y, size, weight, color }: { y: number; size: number; weight: number; color: string }): SVGTextElement {
  const text = document.createElementNS(NAMESPACE, 'text');
  const given = { x: MARGIN, y, 'font-size': size, 'font-weight': weight, fill: color };
  for (const [name, value] of Object.entries(given)) text.setAttribute(name, String(value));
  text.textContent = words;
  return text;
}

function wrapped(words: string, characters: number): string[] {
  const lines: string[] = [];
  for (const word of words.split(' ').filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < characters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
