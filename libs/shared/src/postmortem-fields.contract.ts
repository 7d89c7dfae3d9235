import { z } from 'zod';
import { ImportInstant } from './field.contract.js';

/** METRICS.md section 5: written → circulated → discussed → done with. */
export const PostmortemStatus = z.enum(['draft', 'in_review', 'reviewed', 'closed']);
export type PostmortemStatus = z.infer<typeof PostmortemStatus>;

/** The sections of PRACTICE.md E1, in the order of the template. */
export const PostmortemSection = z.enum([
  'timeline',
  'whatHappened',
  'impact',
  'cause',
  'response',
  'prevention',
  'other',
]);
export type PostmortemSection = z.infer<typeof PostmortemSection>;

/** Why a postmortem is required. The first three are read from the incident, the others are said by a person. */
export const PostmortemCriterion = z.enum([
  'severity',
  'detected_by_person',
  'ttr_over_threshold',
  'user_impact',
  'data_loss',
  'responder_stepped_in',
  'money',
  'stakeholder_asked',
]);
export type PostmortemCriterion = z.infer<typeof PostmortemCriterion>;
export const COMPUTED_CRITERIA: readonly PostmortemCriterion[] = [
  'severity',
  'detected_by_person',
  'ttr_over_threshold',
];

/** Questions of the review (METRICS.md section 5). */
export const ChecklistItem = z.enum([
  'keyDataCollected',
  'impactComplete',
  'rootCausesDeep',
  'actionPlanRight',
  'shared',
]);
export type ChecklistItem = z.infer<typeof ChecklistItem>;
export const ChecklistAnswer = z.enum(['yes', 'no', 'na']);
export type ChecklistAnswer = z.infer<typeof ChecklistAnswer>;
export const Checklist = z.partialRecord(ChecklistItem, ChecklistAnswer);

export const MarkdownText = z.string().max(500_000);
export const PostmortemSections = z.record(z.string().max(80), MarkdownText);
const Url = z.url({ protocol: /^https?$/ }).max(2000);
const PersonName = z.string().trim().max(200);

/** The part of an incident's import that speaks of its postmortem (DESIGN.md section 2). */
export const PostmortemImportFields = z.object({
  status: PostmortemStatus.nullish(),
  owner: PersonName.nullish(),
  url: Url.nullish(),
  draftedAt: ImportInstant.nullish(),
  reviewMeetingAt: ImportInstant.nullish(),
  reviewedAt: ImportInstant.nullish(),
  closedAt: ImportInstant.nullish(),
  title: z.string().trim().max(300).nullish(),
  bodyMarkdown: MarkdownText.nullish(),
  sections: PostmortemSections.optional(),
  checklist: Checklist.optional(),
});
export type PostmortemImportFields = z.infer<typeof PostmortemImportFields>;
