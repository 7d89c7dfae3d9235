import { browserStorage } from './browserStorage.js';

/** A text that was begun and not saved, with the text that it was begun from. */
export interface KeptDraft {
  base: string;
  rowVersion: number;
  text: string;
}

const keyOf = (key: string) => `tenken.draft.${key}`;

/** The draft that a reload, a closed tab or another rule has interrupted; null when there is none. */
export function readDraft(key: string): KeptDraft | null {
  try {
    const draft = JSON.parse(browserStorage()?.getItem(keyOf(key)) ?? 'null') as KeptDraft | null;
    return typeof draft?.text === 'string' && typeof draft.base === 'string' ? draft : null;
  } catch {
    return null;
  }
}

/** Keeps a draft, or with null lets it go. */
export function keepDraft(key: string, draft: KeptDraft | null): void {
  try {
    if (draft === null) browserStorage()?.removeItem(keyOf(key));
    else browserStorage()?.setItem(keyOf(key), JSON.stringify(draft));
  } catch {
    // A full storage: the text is still in its field.
  }
}
