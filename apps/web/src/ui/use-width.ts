import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** The width a drawing has got, so that its text keeps its size when the page is narrow. */
export function useWidth<E extends HTMLElement>(first: number): [RefObject<E | null>, number] {
  const holder = useRef<E>(null);
  const [width, setWidth] = useState(first);
  useLayoutEffect(() => {
    const element = holder.current;
    if (!element) return;
    const watch = new ResizeObserver(([entry]) => entry && setWidth(Math.max(240, Math.floor(entry.contentRect.width))));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return [holder, width];
}
