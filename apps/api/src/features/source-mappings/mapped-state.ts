import type { MappedState, SourceMapping } from '@tenken/shared/source-mapping.contract';

/** What senders usually call it. */
const USUAL: Readonly<Record<MappedState, readonly string[]>> = {
  firing: [
    'firing',
    'fired',
    'alert',
    'alerting',
    'alarm',
    'triggered',
    'trigger',
    'problem',
    'open',
    'opened',
  ]
    .concat(['active', 'down', 'failed', 'failing', 'unhealthy', 'error', 'critical', 'true', '1'])
    .concat(['発生', '発報', '異常']),
  ok: ['ok', 'resolved', 'resolve', 'recovered', 'recovery', 'closed', 'close', 'normal', 'up', 'healthy']
    .concat(['inactive', 'clear', 'cleared', 'success', 'false', '0'])
    .concat(['復旧', '解消', '正常']),
  no_data: ['no_data', 'no data', 'nodata', 'insufficient_data', 'unknown'],
  acknowledged: ['acknowledged', 'acked', 'ack', '対応中', '確認済み'],
  ignored: [],
};
const usual = new Map(
  Object.entries(USUAL).flatMap(([state, words]) =>
    words.map((word) => [word, state as MappedState] as const),
  ),
);

/** What a state of the sender means: by the mapping's own list, else by the usual words. Null = nobody knows. */
export function readMappedState(word: string, values: SourceMapping['stateValues']): MappedState | null {
  return lookUp(values, word) ?? usual.get(word.toLowerCase()) ?? null;
}

/** The value of a word in a list of a mapping, in this or another case. */
export function lookUp<T>(values: Readonly<Record<string, T>> | undefined, word: string): T | null {
  if (values === undefined) return null;
  if (Object.hasOwn(values, word)) return values[word] ?? null;
  const folded = word.toLowerCase();
  for (const [name, value] of Object.entries(values)) if (name.toLowerCase() === folded) return value;
  return null;
}
