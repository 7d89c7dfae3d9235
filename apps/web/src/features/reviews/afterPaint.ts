/** A page in the background draws no frames: what waits for one then runs after this. */
const AT_LATEST_MS = 250;

/** Runs a task right after the next frame is painted: what was pressed is on the screen before it. */
export function afterPaint(task: () => void): void {
  const once = () => {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    task();
  };
  const timer = setTimeout(once, AT_LATEST_MS);
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer);
    setTimeout(once);
  });
}
