const STATUS_ID = 'tenken-status';

/** The id of the polite live region that the layout draws once. */
export const announceRegionId = STATUS_ID;

/** Says something to screen readers without moving the focus: "saved", "undone", "12 selected". */
export function announce(text: string): void {
  const region = document.getElementById(STATUS_ID);
  if (!region) return;
  // The same text twice is not read twice unless it changes in between.
  region.textContent = '';
  setTimeout(() => {
    region.textContent = text;
  }, 50);
}
