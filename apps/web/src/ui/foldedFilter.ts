import type { OptionsFilter } from '@mantine/core';
import { matchesWords } from '../keys/matchesWords.js';

/** The filter of searchable pickers: width, case and kana apart. */
export const foldedFilter: OptionsFilter = ({ options, search, limit }) =>
  options
    .map((entry) =>
      'items' in entry
        ? { ...entry, items: entry.items.filter((item) => matchesWords(search, item.label)) }
        : entry,
    )
    .filter((entry) => ('items' in entry ? entry.items.length > 0 : matchesWords(search, entry.label)))
    .slice(0, limit);
