import { useEffect } from 'react';

const MOST_FRAMES = 600;
const SCHEME = 'data-mantine-color-scheme';
const nothing = () => Promise.resolve();

/**
 * Paper is white: while it is printed the page has its light colours. With `isPrintPage` (the page that the server prints,
 * or a reader who wants to see it so) it has them all the time, and says `data-ready` on the body once `isDrawn` is true,
 * what `load` brings is there, the fonts are there, and charts had a frame to be measured in. `load` must stay the same.
 */
export function usePrintReady(
  isPrintPage: boolean,
  isDrawn: boolean,
  load: () => Promise<unknown> = nothing,
): void {
  useEffect(() => {
    const root = document.documentElement;
    const before = root.getAttribute(SCHEME);
    const light = () => root.setAttribute(SCHEME, 'light');
    const back = () => (before === null ? root.removeAttribute(SCHEME) : root.setAttribute(SCHEME, before));
    if (isPrintPage) light();
    window.addEventListener('beforeprint', light);
    if (!isPrintPage) window.addEventListener('afterprint', back);
    return () => {
      window.removeEventListener('beforeprint', light);
      window.removeEventListener('afterprint', back);
      back();
    };
  }, [isPrintPage]);

  useEffect(() => {
    if (!isPrintPage || !isDrawn) return;
    let stopped = false;
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    void (async () => {
      await load();
      await document.fonts?.ready;
      // What waits for its code has a skeleton in its place; a few seconds of frames are enough or never will be.
      const isWaiting = () => document.querySelector('article .mantine-Skeleton-root') !== null;
      for (let frames = 0; frames < MOST_FRAMES && isWaiting(); frames += 1) await frame();
      // One frame to be measured, one to be drawn at that size, one to be sure.
      for (let frames = 0; frames < 3; frames += 1) await frame();
      if (!stopped) document.body.setAttribute('data-ready', '');
    })();
    return () => {
      stopped = true;
      document.body.removeAttribute('data-ready');
    };
  }, [isPrintPage, isDrawn, load]);
}
