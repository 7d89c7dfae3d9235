import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { addDays, dayOf } from '../../time/isoDay.js';

/**
 * The address's scope for rows of a session: its services, days and zone. A window that does not end at midnight is widened
 * to whole days: an address carries days.
 */
export function scopeOfRoom(room: Pick<ReviewRoom, 'from' | 'to' | 'timeZone' | 'services'>) {
  const lastDay = dayOf(new Date(Date.parse(room.to) - 1), room.timeZone);
  return {
    from: dayOf(room.from, room.timeZone),
    to: addDays(lastDay, 1),
    tz: room.timeZone,
    service: room.services.map((service) => service.id),
  };
}
