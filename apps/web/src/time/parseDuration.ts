const UNITS: Readonly<Record<string, number>> = {
  d: 86_400,
  日: 86_400,
  h: 3_600,
  時間: 3_600,
  m: 60,
  分: 60,
  s: 1,
  秒: 1,
};

/**
 * Seconds of a typed duration: `5m`, `1h 30m`, `90s`, `1時間30分`; full-width letters and digits too, a number alone
 * is minutes, nothing is 0. Null where it is no duration.
 */
export function parseDuration(text: string): number | null {
  const plain = text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '');
  if (plain === '') return 0;
  if (/^\d{1,7}$/.test(plain)) return Number(plain) * 60;
  if (!/^(?:\d{1,7}(?:d|日|h|時間|m|分|s|秒))+$/.test(plain)) return null;
  let seconds = 0;
  for (const [, count, unit] of plain.matchAll(/(\d+)(d|日|h|時間|m|分|s|秒)/g))
    seconds += Number(count) * UNITS[unit as string]!;
  return seconds;
}
