import { z } from 'zod';
import { PageQuery, pageOf } from './page.contract.js';
import { isTimeZone } from './time-zone.js';

/** A local time of day, `09:00`. */
export const TimeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day such as 09:00');

/** ISO weekday: 1 = Monday … 7 = Sunday. */
const Weekday = z.number().int().min(1).max(7);
const Name = z.string().trim().min(1).max(120);
const Key = z
  .string()
  .regex(/^[\p{Ll}\p{Lo}\p{N}]+(-[\p{Ll}\p{Lo}\p{N}]+)*$/u, 'expected small letters, digits and hyphens')
  .max(100);
/** The name of a list of holidays, usually a country code. */
export const CalendarName = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/, 'expected letters, digits, - and _, such as JP');

export const TeamSchema = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  timeZone: z.string(),
  calendar: z.string(),
  workingDays: z.array(Weekday),
  workingFrom: TimeOfDay,
  workingTo: TimeOfDay,
  sleepFrom: TimeOfDay,
  sleepTo: TimeOfDay,
  weekStartsOn: Weekday,
  /** month, 1–12, in which the fiscal year starts; 4 in most of Japan */
  fiscalYearStartsIn: z.number().int(),
  serviceCount: z.number().int(),
  isSample: z.boolean(),
  createdAt: z.string(),
  archivedAt: z.string().nullable(),
});
export type Team = z.infer<typeof TeamSchema>;

const archived = z.enum(['0', '1']).optional().describe('1: those that were archived as well');

/** GET /api/v1/teams, by name. */
export const TeamsQuery = z.strictObject({ ...PageQuery.shape, archived });
export type TeamsQuery = z.infer<typeof TeamsQuery>;
export const TeamsResponse = pageOf(TeamSchema);
export type TeamsResponse = z.infer<typeof TeamsResponse>;

const teamFields = {
  timeZone: z.string().max(64).refine(isTimeZone, 'expected the name of a time zone such as Asia/Tokyo'),
  calendar: CalendarName,
  workingDays: z
    .array(Weekday)
    .min(1)
    .max(7)
    .refine((days) => new Set(days).size === days.length, 'each day once'),
  workingFrom: TimeOfDay,
  workingTo: TimeOfDay,
  sleepFrom: TimeOfDay,
  sleepTo: TimeOfDay,
  weekStartsOn: Weekday,
  fiscalYearStartsIn: z.number().int().min(1).max(12),
};

/** POST /api/v1/teams → 201 Team. What is left out: key from the name, UTC, calendar JP, Monday to Friday 9–18. */
export const CreateTeamBody = z.strictObject({
  name: Name,
  key: Key.optional(),
  ...z.object(teamFields).partial().shape,
});
export type CreateTeamBody = z.infer<typeof CreateTeamBody>;

/** PATCH /api/v1/teams/<id> → Team. An archived team is no longer offered; its past stays. */
export const UpdateTeamBody = z.strictObject({
  name: Name.optional(),
  archived: z.boolean().optional(),
  ...z.object(teamFields).partial().shape,
});
export type UpdateTeamBody = z.infer<typeof UpdateTeamBody>;
