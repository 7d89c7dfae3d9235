import { BUILTIN_STEP_TITLES } from '@tenken/shared/builtin-step-titles';
import type { Language } from '@tenken/shared/identity.contract';
import type { ReviewTemplate } from '@tenken/shared/review-templates.contract';
import { DEFAULT_STEP_MINUTES, REVIEW_STEPS } from '@tenken/shared/reviews.contract';

interface BuiltinStep {
  key: string;
  minutes: number;
  /** it has the built-in title of its key, of a step of the product's own instead of its name */
  isTitled?: boolean;
}

const REVIEW: BuiltinStep[] = REVIEW_STEPS.map((key) => ({ key, minutes: DEFAULT_STEP_MINUTES[key] }));

/**
 * PRACTICE.md A11, an hour a month for each service: incidents and their fixes, other work, alerts (trend, thresholds, what
 * can be deleted), dashboards and objectives, topics, coming changes. What was decided last time stands before it.
 */
const MONTHLY: BuiltinStep[] = [
  { key: 'open_decisions', minutes: 5 },
  {
    key: 'incidents_gaps',
    minutes: 10,
    isTitled: true,
  },
  { key: 'other_work', minutes: 5, isTitled: true },
  { key: 'overview', minutes: 3, isTitled: true },
  {
    key: 'rules',
    minutes: 20,
    isTitled: true,
  },
  { key: 'dashboards', minutes: 5, isTitled: true },
  { key: 'topics', minutes: 5, isTitled: true },
  { key: 'coming_changes', minutes: 5, isTitled: true },
  { key: 'wrap_up', minutes: 2 },
];

const BUILTIN = [
  {
    id: 'builtin_monthly',
    name: { en: 'Monthly review of a service (60 minutes)', ja: 'サービスの月次点検会（60分）' },
    steps: MONTHLY,
  },
  {
    id: 'builtin_review',
    name: { en: 'Alert review (45 minutes)', ja: 'アラート点検会（45分）' },
    steps: REVIEW,
  },
] as const satisfies readonly { id: string; name: Record<Language, string>; steps: BuiltinStep[] }[];

/** The agendas that everybody has; the first one is what a session begins with where nobody chose another. */
export function builtinTemplates(language: Language, hasOtherDefault: boolean): ReviewTemplate[] {
  return BUILTIN.map(({ id, name, steps }, index) => ({
    id,
    name: name[language],
    teamId: null,
    isDefault: index === 0 && !hasOtherDefault,
    language,
    deletedAt: null,
    steps: steps.map(({ key, minutes, isTitled }) => ({
      key,
      minutes,
      title: isTitled ? BUILTIN_STEP_TITLES[key]![language] : null,
    })),
  }));
}
