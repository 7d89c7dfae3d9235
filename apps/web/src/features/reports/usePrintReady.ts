import { useEffect } from 'react';
import { loadReportCharts } from './lazyReportCharts.js';

const MOST_FRAMES = 600;
const SCHEME = 'data-mantine-color-scheme';

/**
 * Paper is white: while it is printed the page has its light colours. With `isPrintPage` (the page that the server prints,
 * or a reader who wants to see it so) it has them all the time, and says `data-ready` on the body once `isDrawn` is true,
 * the fonts are there, and the charts had a frame to be measured in.
 */
export function usePrintReady(isPrintPage: boolean, isDrawn: boolean): void {
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
      await loadReportCharts();
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
  }, [isPrintPage, isDrawn]);
}
