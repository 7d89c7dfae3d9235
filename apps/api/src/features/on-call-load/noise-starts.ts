import type { Verdict } from '@tenken/shared/verdicts.contract';
import { type Packed, unpackStarts } from './unpack-days.js';

const NOISE: ReadonlySet<Verdict> = new Set(['no_action', 'false_positive', 'duplicate']);

/** What a verdict says of a rule in [from, to); pieces of one rule do not overlap. */
interface RulePiece {
  alertRuleId: string;
  from: Date;
  to: Date;
  verdict: Verdict;
}

/** An episode with a verdict of its own. */
interface OwnVerdict {
  alertRuleId: string;
  startMs: number;
  isNoise: boolean;
}

/**
 * Starts (milliseconds since 1970, in no order) of the episodes in [from, to) that were called noise, by rule: by their
 * own verdict, else by the one on their rule. `starts` has all episodes of the rules that have pieces.
 */
export function noiseStarts(
  starts: readonly (Packed & { alertRuleId: string })[],
  pieces: readonly RulePiece[],
  own: readonly OwnVerdict[],
  from: Date,
  to: Date,
): Map<string, number[]> {
  const noisy = new Map<string, RulePiece[]>();
  for (const piece of pieces)
    if (NOISE.has(piece.verdict))
      noisy.set(piece.alertRuleId, [...(noisy.get(piece.alertRuleId) ?? []), piece]);
  // Of several episodes that started at one instant it does not matter which of them has the verdict of its own.
  const owned = new Map<string, number>();
  for (const { alertRuleId, startMs } of own)
    owned.set(`${alertRuleId} ${startMs}`, (owned.get(`${alertRuleId} ${startMs}`) ?? 0) + 1);
  const times = new Map<string, number[]>();
  const add = (alertRuleId: string, startMs: number) => {
    const ofRule = times.get(alertRuleId);
    if (ofRule === undefined) times.set(alertRuleId, [startMs]);
    else ofRule.push(startMs);
  };
  for (const { alertRuleId, startMs, isNoise } of own) if (isNoise) add(alertRuleId, startMs);
  const ownRules = new Set(own.map(({ alertRuleId }) => alertRuleId));
  for (const packed of starts) {
    const { alertRuleId } = packed;
    for (const piece of noisy.get(alertRuleId) ?? []) {
      const [first, end] = [
        Math.max(piece.from.getTime(), from.getTime()),
        Math.min(piece.to.getTime(), to.getTime()),
      ];
      unpackStarts(packed, first, end, (startMs) => {
        if (ownRules.has(alertRuleId)) {
          const key = `${alertRuleId} ${startMs}`;
          const left = owned.get(key) ?? 0;
          if (left > 0) {
            owned.set(key, left - 1);
            return;
          }
        }
        add(alertRuleId, startMs);
      });
    }
  }
  return times;
}
