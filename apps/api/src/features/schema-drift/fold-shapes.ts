import type { ShapePart } from './describe-shape.js';

/** So many deliveries over so long a time teach a shape: a flood of one kind of message is not all that a sender says. */
const BASELINE_SAMPLES = 50;
const BASELINE_MS = 24 * 3_600_000;
/** Beyond these a source's names are data that nobody folded. */
const MAX_PATHS = 1000;

/** What is known of the shape of a source's deliveries. */
export interface SchemaState {
  sampled: number;
  firstSampledAt: Date;
  lastSampledAt: Date;
  baselineAt: Date | null;
}

/** What is known of one path. */
export interface PathState {
  path: string;
  types: string[];
  seen: number;
  absent: number;
  firstSeenAt: Date;
  lastSeenAt: Date;
  lastAbsentAt: Date | null;
  example: string | null;
  newSince: Date | null;
  missingSince: Date | null;
  retypedSince: Date | null;
  retypedTo: string | null;
}

/** One delivery that was looked at. */
export interface ShapeSample {
  at: Date;
  shape: ReadonlyMap<string, ShapePart>;
  objects: ReadonlySet<string>;
}

/**
 * Takes a sample into what is known. While the shape is being learned everything is expected. Afterwards a path that
 * never came is new (what is inside of a new object is not told again), one that was in every object that could hold
 * it and now is not is missing, one with another type is retyped; each once, until a person says that it is expected.
 * Returns the paths that changed and whether there is a finding that was not there before.
 */
export function foldSample(
  schema: SchemaState,
  paths: Map<string, PathState>,
  sample: ShapeSample,
): { changed: Set<string>; isDrift: boolean } {
  const { at, shape, objects } = sample;
  const changed = new Set<string>();
  let isDrift = false;
  const isLearned = schema.baselineAt !== null;
  for (const known of paths.values()) {
    const parent = parentOf(known.path);
    if (shape.has(known.path) || parent === null || !objects.has(parent)) continue;
    if (isLearned && known.absent === 0 && known.seen >= BASELINE_SAMPLES && known.missingSince === null) {
      known.missingSince = at;
      isDrift = true;
    }
    known.absent += 1;
    known.lastAbsentAt = latest(known.lastAbsentAt, at);
    changed.add(known.path);
  }
  const added: PathState[] = [];
  for (const [path, part] of shape) {
    const known = paths.get(path);
    if (known === undefined) {
      if (paths.size + added.length >= MAX_PATHS) continue;
      const holder = part.parent === null ? undefined : paths.get(part.parent);
      const container = containerOf(path);
      const isInside = container !== '' && !paths.has(container);
      added.push({
        path,
        types: [...part.types].sort(),
        seen: 1,
        // Absent whenever its parent came without it (this sample has counted the parent already), so it is none that
        // is always there.
        absent: part.parent === '' ? schema.sampled : Math.max(0, (holder?.seen ?? 0) - 1),
        firstSeenAt: at,
        lastSeenAt: at,
        lastAbsentAt: null,
        example: part.example,
        newSince: isLearned && !isInside ? at : null,
        missingSince: null,
        retypedSince: null,
        retypedTo: null,
      });
      if (isLearned && !isInside) isDrift = true;
      continue;
    }
    known.seen += 1;
    known.lastSeenAt = latest(known.lastSeenAt, at);
    known.example ??= part.example;
    for (const type of part.types) if (retype(known, type, part, isLearned, at)) isDrift = true;
    changed.add(path);
  }
  for (const path of added) {
    paths.set(path.path, path);
    changed.add(path.path);
  }
  schema.sampled += 1;
  if (at < schema.firstSampledAt) schema.firstSampledAt = at;
  schema.lastSampledAt = latest(schema.lastSampledAt, at);
  const learnedMs = schema.lastSampledAt.getTime() - schema.firstSampledAt.getTime();
  if (!isLearned && schema.sampled >= BASELINE_SAMPLES && learnedMs >= BASELINE_MS) schema.baselineAt = at;
  return { changed, isDrift };
}

/** True when it is a finding that was not there. */
function retype(known: PathState, type: string, part: ShapePart, isLearned: boolean, at: Date): boolean {
  if (known.types.includes(type)) return false;
  // Only null came until now, which is no type.
  if (!isLearned || known.types.length === 0) {
    known.types = [...known.types, type].sort();
    return false;
  }
  const isNews = known.retypedSince === null;
  known.retypedSince ??= at;
  known.retypedTo = type;
  known.example = part.example ?? known.example;
  return isNews;
}

/** The object that holds a path, '' for the body; null for the items of an array, which may be empty. */
function parentOf(path: string): string | null {
  return path.endsWith('[]') ? null : containerOf(path);
}

function containerOf(path: string): string {
  if (path.endsWith('[]')) return path.slice(0, -2);
  // A name with a dot in it is quoted, and ends the path with its quote.
  const quoted = /\.?"(?:[^"\\]|\\.)*"$/.exec(path);
  return quoted === null ? path.slice(0, Math.max(0, path.lastIndexOf('.'))) : path.slice(0, quoted.index);
}

function latest(a: Date | null, b: Date): Date {
  return a === null || a < b ? b : a;
}
