import { DetectionSource, Severity } from '@tenken/shared/incidents.contract';
import { z } from 'zod';
import { SEVERITY_QUESTIONS } from './judgeSeverity.js';

const KEY = 'tenken.incident-draft';

const Draft = z.object({
  title: z.string(),
  summary: z.string(),
  startedAt: z.string().nullable(),
  detectedAt: z.string().nullable(),
  isOver: z.boolean().nullable(),
  resolvedAt: z.string().nullable(),
  detectionSource: DetectionSource,
  serviceIds: z.array(z.string()),
  otherService: z.string(),
  severity: Severity.nullable(),
  answers: z.partialRecord(z.enum(SEVERITY_QUESTIONS), z.boolean()),
});
export type IncidentDraft = z.infer<typeof Draft>;

export const EMPTY_DRAFT: IncidentDraft = {
  title: '',
  summary: '',
  startedAt: null,
  detectedAt: null,
  isOver: null,
  resolvedAt: null,
  detectionSource: 'unknown',
  serviceIds: [],
  otherService: '',
  severity: null,
  answers: {},
};

/** What was typed and not sent yet; null when there is nothing, or nothing that can be read. */
export function loadIncidentDraft(): IncidentDraft | null {
  try {
    const parsed = Draft.safeParse(JSON.parse(localStorage.getItem(KEY) ?? 'null'));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export function saveIncidentDraft(draft: IncidentDraft): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(draft));
  } catch {
    // A full or forbidden store must not keep anybody from reporting.
  }
}

export function forgetIncidentDraft(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // as above
  }
}
