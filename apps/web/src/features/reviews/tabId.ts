import { newClientId } from '../../api/newClientId.js';

const KEY = 'tenken.tab';

/** This tab, also after a reload: to the others it is the same one. */
export const TAB_ID = ownTabId();

function ownTabId(): string {
  const fresh = newClientId();
  try {
    const known = window.sessionStorage.getItem(KEY);
    if (known !== null) return known;
    window.sessionStorage.setItem(KEY, fresh);
  } catch {
    // Forbidden storage: a reload is another tab.
  }
  return fresh;
}
