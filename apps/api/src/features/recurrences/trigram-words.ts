/** Distinct for every letter up to U+B63F, so for all of kana and kanji; coprime to 36³, so that codes spread. */
const SPREAD = 22_699;
const CODES = 36 ** 3;
/** Shorter than this says too little to be compared: four letters of Japanese, or twelve of English. */
const LEAST_LETTERS = 12;

const TIMES =
  /\d{4}[-/年.]\d{1,2}([-/月.]\d{1,2}日?)?|\d{1,2}月\d{1,2}日|\d{1,2}[:時]\d{2}分?(:\d{2})?|\b(utc|gmt|jst)\b/gu;

/** What any incident may be called: alike in these, two titles say nothing about each other. */
const OF_ANY_INCIDENT = new Set(
  `a an and are at availability by degradation degraded disruption down experiencing for from has impacted impacting
  in incident incidents intermittent investigating is issue issues multiple of on or our outage partial performance
  problem problems report reports retroactive service services some the to unavailable users various we with`.split(
    /\s+/,
  ),
);
const OF_ANY_INCIDENT_JA = /インシデント|障害|不具合|事象|が?発生(しました|した|中)?|に(ついて|関して)/gu;

/**
 * What pg_trgm compares of an incident: the words of its title without the names of its own services (a shared service
 * is a reason of its own), without dates and times of day, and without what any incident may be called. Null when too
 * little is left.
 *
 * Every letter outside ASCII is written as three ASCII letters. pg_trgm asks the C library's ctype what a letter is; in
 * a cluster whose ctype is C, as that of the embedded server is, it drops all of Japanese: similarity('障害', '障害') is
 * 0. So written, a Japanese letter is one trigram, a pair of neighbours makes two more, and the answer is the same on
 * every server whatever its locale (docs/adr/0020-recurrence-by-text.md).
 */
export function trigramWords(title: string, serviceNames: readonly string[]): string | null {
  let text = fold(title).replaceAll(TIMES, ' ').replaceAll(OF_ANY_INCIDENT_JA, ' ');
  for (const name of serviceNames.map(fold).sort((a, b) => b.length - a.length)) {
    if (name.length > 1) text = text.replaceAll(name, ' ');
  }
  const ofServices = new Set(
    serviceNames.flatMap((name) => fold(name).match(/[a-z0-9]+/g) ?? []).filter((word) => word.length > 2),
  );
  const words = (text.match(/[a-z0-9]+|[\p{L}\p{M}\p{N}]+?(?=[a-z0-9]|[^\p{L}\p{M}\p{N}]|$)/gu) ?? [])
    .filter((word) => !ofServices.has(word) && !OF_ANY_INCIDENT.has(word))
    .map((word) => [...word].map(asciiOf).join(''));
  return words.join('').length < LEAST_LETTERS ? null : words.join(' ');
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function asciiOf(letter: string): string {
  const code = letter.codePointAt(0)!;
  return code < 128 ? letter : ((code * SPREAD) % CODES).toString(36).padStart(3, '0');
}
