import type { SilenceMatcher } from './silence.service.js';

/**
 * Patterns that mean the same to Alertmanager (RE2), to PostgreSQL and to us: words, lists of words, `.`, `*`, `+`,
 * `?`, groups and simple classes (`[a-z0-9]`). Counts, flags, negated and named classes and look-around differ or may
 * fail, and are not guessed.
 */
const COMMON = /^(?:[\p{L}\p{N} _\-.:/@,%#|()*+?]|\(\?:|\[[a-zA-Z0-9_-]+\]|\\[.\-+*?()|/])*$/u;

function patternOf(value: string): RegExp | null {
  if (value.length > 500 || !COMMON.test(value) || /\(\?[^:]/.test(value)) return null;
  try {
    return new RegExp(`^(?:${value})$`, 'u');
  } catch {
    return null;
  }
}

/** False when a matcher is a pattern that is not evaluated here. */
export function canRead(matchers: readonly SilenceMatcher[]): boolean {
  return matchers.every(({ isRegex, value }) => !isRegex || patternOf(value) !== null);
}

/**
 * Whether a silence names the rule: `yes` by a matcher that its name passes, `no` when its name fails one, `open` when
 * the silence does not speak of names, or by a pattern that is not evaluated here.
 */
export function namesRule(matchers: readonly SilenceMatcher[], name: string): 'yes' | 'no' | 'open' {
  let answer: 'yes' | 'open' = 'open';
  for (const matcher of matchers.filter((one) => one.name === 'alertname')) {
    const pattern = matcher.isRegex ? patternOf(matcher.value) : null;
    if (matcher.isRegex && pattern === null) continue;
    const matches = pattern === null ? matcher.value === name : pattern.test(name);
    if (matches !== matcher.isEqual) return 'no';
    if (matcher.isEqual) answer = 'yes';
  }
  return answer;
}

/** What must match beside the name, as Alertmanager writes it: `instance=~"web-.*"`. */
export function otherMatchers(matchers: readonly SilenceMatcher[]): string[] {
  return matchers
    .filter(({ name }) => name !== 'alertname')
    .map(({ name, value, isRegex, isEqual }) => {
      const operator = isRegex ? (isEqual ? '=~' : '!~') : isEqual ? '=' : '!=';
      return `${name}${operator}"${value}"`;
    });
}
