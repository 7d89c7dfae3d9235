const STRIDES = [1, 2, 5, 7, 10, 14, 30, 60, 90, 180, 365];
const MOST = 8;

/**
 * The days that the axis of a curve names, from 0 on. Said once: the server sends a step for each, so that the numbers
 * still followed below the axis are exact though other steps are left out.
 */
export function curveDays(lastDay: number): number[] {
  const stride = STRIDES.find((step) => lastDay / step <= MOST) ?? Math.ceil(lastDay / MOST);
  const days: number[] = [];
  for (let day = 0; day <= lastDay; day += stride) days.push(day);
  return days;
}
