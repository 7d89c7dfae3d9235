import type {
  RuleHistoryResponse,
  RuleIncidentsResponse,
  RuleSilencesResponse,
} from '@tenken/shared/rule-evidence.contract';
import type { StripMark, StripSpan } from '../../charts/prepare/prepareFiringStrip.js';
import type { Translator } from '../../i18n/createTranslator.js';
import { formatInstant } from '../../time/formatInstant.js';
import type { RowsTarget } from '../../ui/RowsLink.js';

export interface HistoryEvent extends StripMark {
  /** where more is said of it; null: nowhere */
  target: RowsTarget | null;
}

interface Parts {
  ruleId: string;
  history: RuleHistoryResponse;
  /** null while they are on their way */
  incidents: RuleIncidentsResponse | null;
  silences: RuleSilencesResponse | null;
}

/** Incidents, decisions and changes of the definition in the order of time, each with its words and its page. */
export function historyEvents({ ruleId, history, incidents }: Parts, t: Translator): HistoryEvent[] {
  const events: HistoryEvent[] = [
    ...(incidents?.items ?? []).map(
      (incident): HistoryEvent => ({
        key: `incident ${incident.incidentId}`,
        kind: 'incident',
        at: incident.at,
        label: t('rules.history.incident', {
          title: incident.title,
          outcome: t(`rules.incidents.outcome.${incident.outcome}`),
        }),
        target: { to: '/incidents/$id', params: { id: incident.incidentId } },
      }),
    ),
    ...history.decisions.map(
      (decision): HistoryEvent => ({
        key: `decision ${decision.id}`,
        kind: 'decision',
        at: decision.at,
        label: t(decision.isEffective ? 'rules.history.decision.effective' : 'rules.history.decision', {
          kind: t(`rules.decision.${decision.kind}`),
        }),
        target: { to: '/decisions/$id', params: { id: decision.id } },
      }),
    ),
    ...history.definitions.map(
      (version): HistoryEvent => ({
        key: `version ${version.version}`,
        kind: 'definition',
        at: version.at,
        label: t('rules.history.definition', { n: version.version }),
        target: { to: '/rules/$id', params: { id: ruleId }, search: { version: version.version } },
      }),
    ),
    ...history.renames.map(
      (rename): HistoryEvent => ({
        key: `rename ${rename.at}`,
        kind: 'definition',
        at: rename.at,
        label: t('rules.history.rename', { name: rename.name }),
        target: null,
      }),
    ),
  ];
  return events.sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** Silences as spans, with who and how many alerts. */
export function historySpans(
  silences: RuleSilencesResponse | null,
  timeZone: string,
  t: Translator,
): StripSpan[] {
  return (silences?.items ?? []).map((silence) => ({
    key: silence.id,
    from: silence.startsAt,
    to: silence.endsAt,
    label: t('rules.history.silence', {
      by: silence.createdBy ?? t('rules.silences.nobody'),
      from: formatInstant(silence.startsAt, { language: t.language, timeZone }),
      n: silence.firings ?? 0,
    }),
  }));
}
