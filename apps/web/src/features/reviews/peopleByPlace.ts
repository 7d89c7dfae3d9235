import type { PersonHere } from './usePresence.js';

export interface PersonMark {
  id: string;
  name: string;
  isEditing: boolean;
}

/**
 * Who is at which item or step, each person once: `placeOf` says where a tab is. Somebody with two tabs there counts as
 * writing when either is.
 */
export function peopleByPlace(
  people: readonly PersonHere[],
  placeOf: (person: PersonHere) => string | null,
): ReadonlyMap<string, readonly PersonMark[]> {
  const places = new Map<string, PersonMark[]>();
  for (const person of people) {
    const place = placeOf(person);
    if (place === null) continue;
    const marks = places.get(place) ?? [];
    const isEditing = person.editing !== null && (person.editing === place || place === person.step);
    const known = marks.findIndex(({ id }) => id === person.user.id);
    if (known < 0) marks.push({ ...person.user, isEditing });
    else if (isEditing) marks[known] = { ...person.user, isEditing };
    places.set(place, marks);
  }
  return places;
}

/** Two letters of a Latin name, the first character of any other: `Aoi Tanaka` → `AT`, `田中 葵` → `田`. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/[\s\u3000]+/);
  const first = [...(words[0] ?? '')][0] ?? '?';
  if (!/\p{Script=Latin}/u.test(first)) return first;
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toUpperCase();
}
