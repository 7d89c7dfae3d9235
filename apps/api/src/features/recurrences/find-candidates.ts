import type { EarlierCandidate } from './suggest-recurrence.js';
import { ALIKE_ON_SERVICE } from './suggest-recurrence.js';

const DAY_MS = 86_400_000;
/** As many candidates as are asked of the database for one incident. */
export const MOST_BY_CAUSE = 20;
export const MOST_BY_TEXT = 60;

/** A real incident of a stretch of time. `words`: `trigramWords` of it; null where titles are not compared. */
export interface WindowIncident extends Omit<EarlierCandidate, 'similarity'> {
  beganAt: string | null;
  words: string | null;
}

/**
 * The candidates of many incidents at once, in memory: the same as RecurrenceCandidateReadModel asks the database for,
 * one by one, at a hundredth of the cost (a test compares them). `all` holds every real incident that was resolved in
 * the look-back windows of `laterIds`, and these themselves.
 *
 * Titles are compared once for all incidents of the same words, by an inverted index: for each trigram the titles that
 * have it, so that only those that share one are counted. Similarity is pg_trgm's: shared trigrams ÷ all of both, as a
 * 32-bit float.
 */
export function findCandidates(
  laterIds: readonly string[],
  all: readonly WindowIncident[],
  lookBackDays: number,
): Map<string, EarlierCandidate[]> {
  const rows = all
    .map((incident) => ({
      incident,
      began: time(incident.beganAt),
      resolved: time(incident.resolvedAt),
    }))
    // those without an end can only be later ones
    .sort(
      (a, b) =>
        (b.resolved || 0) - (a.resolved || 0) || Number(BigInt(b.incident.id) - BigInt(a.incident.id)),
    );
  const byCause = new Map<string, number[]>();
  const byWords = new Map<string, number[]>();
  for (const [index, { incident }] of rows.entries()) {
    if (incident.causeCategory !== null)
      for (const { id } of incident.services) push(byCause, `${id} ${incident.causeCategory}`, index);
    if (incident.words !== null) push(byWords, incident.words, index);
  }
  const findAlike = indexTitles([...byWords.keys()]);
  const wanted = new Set(laterIds);
  const found = new Map<string, EarlierCandidate[]>();
  for (const { incident: later, began } of rows) {
    if (!wanted.has(later.id)) continue;
    const from = began - lookBackDays * DAY_MS;
    /** Of incidents with the latest resolved first: those of the window, at most so many. */
    const earlierOf = (indexes: readonly number[], most: number) => {
      const taken: number[] = [];
      for (const index of indexes) {
        const row = rows[index]!;
        if (taken.length === most || row.resolved < from) break;
        if (row.resolved < began && row.began <= began && row.incident !== later) taken.push(index);
      }
      return taken;
    };
    const candidates = new Map<number, number | null>();
    const ofCause = new Set(
      later.services.flatMap(({ id }) => byCause.get(`${id} ${later.causeCategory}`) ?? []),
    );
    for (const index of earlierOf(
      [...ofCause].sort((a, b) => a - b),
      MOST_BY_CAUSE,
    ))
      candidates.set(index, null);
    let left = MOST_BY_TEXT;
    for (const { similarity, titles } of later.words === null ? [] : findAlike(later.words)) {
      const indexes = titles.flatMap((words) => byWords.get(words) ?? []);
      const earlier = earlierOf(titles.length === 1 ? indexes : indexes.sort((a, b) => a - b), left);
      for (const index of earlier) candidates.set(index, similarity);
      left -= earlier.length;
      if (left === 0) break;
    }
    found.set(
      later.id,
      [...candidates].map(([index, similarity]) => ({ ...rows[index]!.incident, similarity })),
    );
  }
  return found;
}

/** Answers with the titles that are alike enough, the likest first, those that are equally alike together. */
function indexTitles(
  titles: readonly string[],
): (words: string) => { similarity: number; titles: string[] }[] {
  const sizes = new Uint16Array(titles.length);
  const shared = new Uint16Array(titles.length);
  const byTrigram = new Map<string, number[]>();
  for (const [index, words] of titles.entries()) {
    const trigrams = trigramsOf(words);
    sizes[index] = trigrams.size;
    for (const trigram of trigrams) push(byTrigram, trigram, index);
  }
  return (words) => {
    const trigrams = trigramsOf(words);
    const touched: number[] = [];
    for (const trigram of trigrams) {
      for (const index of byTrigram.get(trigram) ?? []) {
        if (shared[index] === 0) touched.push(index);
        shared[index]! += 1;
      }
    }
    const alike = new Map<number, string[]>();
    for (const index of touched) {
      const both = shared[index]!;
      shared[index] = 0;
      const similarity = Math.fround(both / (trigrams.size + sizes[index]! - both));
      if (similarity < Math.fround(ALIKE_ON_SERVICE)) continue;
      alike.set(similarity, [...(alike.get(similarity) ?? []), titles[index]!]);
    }
    return [...alike]
      .map(([similarity, ofTitles]) => ({ similarity, titles: ofTitles }))
      .sort((a, b) => b.similarity - a.similarity);
  };
}

/** As pg_trgm cuts words of ASCII letters: two blanks before a word and one after it. */
function trigramsOf(words: string): Set<string> {
  const found = new Set<string>();
  for (const word of words.split(' ')) {
    const padded = `  ${word} `;
    for (let i = 0; i + 3 <= padded.length; i += 1) found.add(padded.slice(i, i + 3));
  }
  return found;
}

function push<Key>(map: Map<Key, number[]>, key: Key, index: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [index]);
  else list.push(index);
}

function time(at: string | null): number {
  return at === null ? Number.NaN : Date.parse(at);
}
