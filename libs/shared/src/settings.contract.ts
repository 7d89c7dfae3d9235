import { z } from 'zod';
import { LanguageSchema, TimeZoneSchema } from './identity.contract.js';

const Days = z.number().int().min(1).max(3650);

/** One rule that makes a postmortem required. The kinds are those of METRICS.md section 5. */
export const PostmortemCriteria = z.strictObject({
  /** severities that always need one */
  severities: z.array(z.enum(['SEV1', 'SEV2', 'SEV3', 'SEV4'])),
  /** users' impact lasted longer than this; null: not asked */
  ttrOverMinutes: z.number().int().min(1).max(100_000).nullable(),
  detectedByPerson: z.boolean(),
  userImpact: z.boolean(),
  dataLoss: z.boolean(),
  responderSteppedIn: z.boolean(),
  money: z.boolean(),
  stakeholderAsked: z.boolean(),
});
export type PostmortemCriteria = z.infer<typeof PostmortemCriteria>;

/** Every setting of the installation with its schema. A row of the table `settings` per key. */
export const settingSchemas = {
  /** days from creation within which an action item is due, by the severity of its incident */
  actionItemTargetDays: z.strictObject({ SEV1: Days, SEV2: Days, SEV3: Days, SEV4: Days }),
  /** how far back an earlier incident is looked for, in days */
  recurrenceLookBackDays: Days,
  /** for people who have chosen none, and for texts that the server writes */
  defaultLanguage: LanguageSchema,
  defaultTimeZone: TimeZoneSchema,
  postmortemCriteria: PostmortemCriteria,
  /** first month of the fiscal year, 1 to 12 */
  fiscalYearStartsIn: z.number().int().min(1).max(12),
};

export const SettingsSchema = z.object(settingSchemas);
export type Settings = z.infer<typeof SettingsSchema>;

/** What holds until somebody changes it. */
export const DEFAULT_SETTINGS: Settings = {
  actionItemTargetDays: { SEV1: 7, SEV2: 30, SEV3: 60, SEV4: 90 },
  recurrenceLookBackDays: 90,
  defaultLanguage: 'en',
  defaultTimeZone: 'UTC',
  postmortemCriteria: {
    severities: ['SEV1', 'SEV2'],
    ttrOverMinutes: 60,
    detectedByPerson: true,
    userImpact: true,
    dataLoss: true,
    responderSteppedIn: true,
    money: true,
    stakeholderAsked: true,
  },
  fiscalYearStartsIn: 4,
};

/** GET /api/v1/settings → SettingsSchema; PATCH /api/v1/settings changes the keys that are given. */
export const UpdateSettingsBody = z.strictObject(settingSchemas).partial();
export type UpdateSettingsBody = z.infer<typeof UpdateSettingsBody>;
