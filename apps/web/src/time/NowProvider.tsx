import { createContext, type ReactNode, use, useEffect, useState } from 'react';

const NowContext = createContext<Date | null>(null);

interface Props {
  /** A fixed instant, for tests and screenshots; without it the clock runs, minute by minute. */
  fixed?: Date;
  children: ReactNode;
}

/** The only reader of the clock. The product's times are by the minute, so it ticks once a minute. */
export function NowProvider({ fixed, children }: Props) {
  const [now, setNow] = useState(() => fixed ?? new Date());
  useEffect(() => {
    if (fixed) return;
    const timer = setInterval(() => setNow(new Date()), 60_000);
    return () => clearInterval(timer);
  }, [fixed]);
  return <NowContext value={now}>{children}</NowContext>;
}

/** The current instant, to the minute. */
export function useNow(): Date {
  const now = use(NowContext);
  if (!now) throw new Error('useNow needs a NowProvider above it');
  return now;
}
