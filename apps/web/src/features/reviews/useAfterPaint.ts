import { startTransition, useEffect, useState } from 'react';

/** Three frames: long enough for a row to be on the screen, too short to be waited for. */
const PAINTED_MS = 50;

/** A value as it was before the newest paint: what is heavy to draw follows it, and never holds up what was pressed. */
export function useAfterPaint<T>(value: T): T {
  const [painted, setPainted] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => startTransition(() => setPainted(() => value)), PAINTED_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return painted;
}
