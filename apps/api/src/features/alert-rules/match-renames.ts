import { type RuleVariant, renameKey } from './merge-definitions.js';

interface Candidate {
  uid: string;
  variants: readonly RuleVariant[];
}

/**
 * Rules that a complete listing no longer names, matched with rules that it names for the first time: the same file,
 * group, expression and `for` under another name. Only where exactly one vanished and exactly one is new: what is
 * ambiguous stays two rules, because a wrong history is worse than none.
 */
export function matchRenames(
  vanished: readonly Candidate[],
  fresh: readonly Candidate[],
): { from: string; to: string }[] {
  const renames: { from: string; to: string }[] = [];
  const byKey = (list: readonly Candidate[]) => {
    const groups = new Map<string, string[]>();
    for (const { uid, variants } of list) {
      const key = renameKey(variants);
      if (key !== null) groups.set(key, [...(groups.get(key) ?? []), uid]);
    }
    return groups;
  };
  const found = byKey(fresh);
  for (const [key, [from, ...others]] of byKey(vanished)) {
    const to = found.get(key);
    if (others.length === 0 && to?.length === 1) renames.push({ from: from!, to: to[0]! });
  }
  return renames;
}
