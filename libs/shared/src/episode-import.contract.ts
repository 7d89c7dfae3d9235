import { z } from 'zod';
import { ImportInstant } from './field.contract.js';

const Labels = z.record(z.string(), z.string(), 'expected an object of texts');
const ShortText = z.string().trim().min(1).max(500);

/**
 * One episode as the import and the `generic` webhook take it (DESIGN.md section 2). Sending it again with more is how
 * it changes: an episode without `endsAt` is firing. Fields that are not named here are tolerated.
 */
export const EpisodeImportRecord = z
  .object({
    /** import only: key of the source; a webhook's source is that of its token */
    source: ShortText.optional(),
    rule: ShortText,
    /** identity of the rule when its name may change; default: the name */
    ruleUid: ShortText.nullish(),
    group: ShortText.nullish(),
    /** identity of the label set within the rule; default: computed from the labels as Alertmanager does */
    fingerprint: ShortText.nullish(),
    service: ShortText.nullish(),
    severity: z.string().trim().max(100).nullish(),
    startsAt: ImportInstant,
    endsAt: ImportInstant.nullish(),
    acknowledgedAt: ImportInstant.nullish(),
    acknowledgedBy: z.string().trim().max(200).nullish(),
    /** a person was notified; without `notifiedAt` the time is taken to be `startsAt` */
    notified: z.boolean().nullish(),
    notifiedAt: ImportInstant.nullish(),
    /** silenced or inhibited since */
    suppressedAt: ImportInstant.nullish(),
    labels: Labels.nullish(),
    annotations: Labels.nullish(),
    url: z.string().max(2000).nullish(),
    summary: z.string().max(2000).nullish(),
    runbookUrl: z.string().max(2000).nullish(),
  })
  .refine(({ startsAt, endsAt }) => !endsAt || Date.parse(endsAt) >= Date.parse(startsAt), {
    path: ['endsAt'],
    message: 'expected an instant at or after startsAt',
    params: { code: 'before_start' },
  })
  .refine(({ startsAt }) => Date.parse(startsAt) >= EARLIEST && Date.parse(startsAt) < LATEST, {
    path: ['startsAt'],
    message: 'expected an instant from the year 2000 to 2099',
    params: { code: 'year_out_of_range' },
  });
export type EpisodeImportRecord = z.input<typeof EpisodeImportRecord>;

/** Beyond these an instant is a mistake of the sender, and would make partitions for nothing. */
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
