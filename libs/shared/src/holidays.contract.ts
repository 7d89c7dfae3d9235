import { z } from 'zod';
import { CalendarName } from './teams.contract.js';

const Day = z.iso.date();
const Name = z.string().trim().min(1).max(120);

/** Where a holiday comes from: shipped with Tenken, a list that was imported, or a person. */
export const HolidayOrigin = z.enum(['builtin', 'import', 'human']);
export type HolidayOrigin = z.infer<typeof HolidayOrigin>;

export const HolidaySchema = z.object({
  id: z.string(),
  calendar: z.string(),
  day: Day,
  nameEn: z.string(),
  nameJa: z.string(),
  origin: HolidayOrigin,
});
export type Holiday = z.infer<typeof HolidaySchema>;

/** GET /api/v1/holidays: one year of one calendar, by day. */
export const HolidaysQuery = z.strictObject({
  calendar: CalendarName,
  year: z.coerce.number().int().min(1900).max(2200),
});
export type HolidaysQuery = z.infer<typeof HolidaysQuery>;
export const HolidaysResponse = z.object({ items: z.array(HolidaySchema) });
export type HolidaysResponse = z.infer<typeof HolidaysResponse>;

/** GET /api/v1/holidays/calendars: the calendars that have holidays or teams. */
export const CalendarsResponse = z.object({
  items: z.array(
    z.object({
      calendar: z.string(),
      holidays: z.number().int(),
      firstDay: Day.nullable(),
      lastDay: Day.nullable(),
      teams: z.number().int(),
    }),
  ),
});
export type CalendarsResponse = z.infer<typeof CalendarsResponse>;

/** POST /api/v1/holidays → 201 Holiday. A name in one language serves for both. */
export const CreateHolidayBody = z
  .strictObject({ calendar: CalendarName, day: Day, nameEn: Name.optional(), nameJa: Name.optional() })
  .refine((body) => body.nameEn !== undefined || body.nameJa !== undefined, {
    path: ['nameEn'],
    error: 'a name is needed in one language at least',
  });
export type CreateHolidayBody = z.infer<typeof CreateHolidayBody>;

/**
 * POST /api/v1/holidays/import → counts. A day that is there already takes the new name. With `replaceYears` the list
 * is the whole truth for the years that it speaks of: their other days are removed, shipped ones too.
 */
export const ImportHolidaysBody = z.strictObject({
  calendar: CalendarName,
  replaceYears: z.boolean().optional(),
  items: z
    .array(
      z
        .strictObject({ day: Day, nameEn: Name.optional(), nameJa: Name.optional() })
        .refine((item) => item.nameEn !== undefined || item.nameJa !== undefined, {
          path: ['nameEn'],
          error: 'a name is needed in one language at least',
        }),
    )
    .min(1)
    .max(5000),
});
export type ImportHolidaysBody = z.infer<typeof ImportHolidaysBody>;
export const ImportHolidaysResponse = z.object({
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  removed: z.number().int(),
});
export type ImportHolidaysResponse = z.infer<typeof ImportHolidaysResponse>;
