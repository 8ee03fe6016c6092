import { useRef, type KeyboardEvent, type RefObject } from 'react';

const STEPS: Readonly<Record<string, (at: number, of: number) => number>> = {
  ArrowRight: (at, of) => (at + 1) % of,
  ArrowLeft: (at, of) => (at - 1 + of) % of,
  Home: () => 0,
  End: (_, of) => of - 1,
};

/** The keys go from point to point of a drawing: those with `data-point`, in their order. */
export function useWalk(): [RefObject<SVGSVGElement | null>, (event: KeyboardEvent) => void] {
  const drawing = useRef<SVGSVGElement>(null);
  const walk = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const points = [...(drawing.current?.querySelectorAll<SVGElement>('[data-point]') ?? [])];
    if (!step || points.length === 0) return;
    event.preventDefault();
    const at = points.indexOf(document.activeElement as unknown as SVGElement);
    points[step(at, points.length)]?.focus();
  };
  return [drawing, walk];
}
