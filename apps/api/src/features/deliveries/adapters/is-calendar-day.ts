/** Whether the calendar has the day that a text begins with (`2026-02-30…` it has not; JavaScript makes 2 March of it). */
export function isCalendarDay(text: string): boolean {
  const day = Number(text.slice(8, 10));
  if (day <= 28) return true;
  return day <= new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0)).getUTCDate();
}
