import { useRef } from 'react';

/** The list of an earlier render while it has the same members: what is made of them is not made again. */
export function useStableList<T>(list: readonly T[]): readonly T[] {
  const kept = useRef(list);
  const known = kept.current;
  if (known.length !== list.length || list.some((member, index) => member !== known[index])) {
    kept.current = list;
  }
  return kept.current;
}
