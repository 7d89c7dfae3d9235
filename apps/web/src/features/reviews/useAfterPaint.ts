import { startTransition, useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

/** Long enough for a row to be on the screen and for the next key of whoever runs through them, too short to be waited for. */
const PAINTED_MS = 120;

/**
 * A value as it was before the newest paint: what is heavy to draw follows it, and never holds up what was pressed. The
 * function draws the newest at once, for whoever goes on in it.
 */
export function useAfterPaint<T>(value: T): [T, () => void] {
  const [painted, setPainted] = useState(value);
  const latest = useRef(value);
  latest.current = value;
  useEffect(() => {
    const timer = setTimeout(() => startTransition(() => setPainted(() => value)), PAINTED_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return [painted, useCallback(() => flushSync(() => setPainted(() => latest.current)), [])];
}
