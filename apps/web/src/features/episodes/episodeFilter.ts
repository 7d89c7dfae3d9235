import type { QueryParams } from '../../api/http.js';
import type { Translator } from '../../i18n/createTranslator.js';
import { formatDuration } from '../../time/formatDuration.js';

/** The filters that an address can name. */
export interface EpisodeFilter {
  rule?: readonly string[] | undefined;
  /** ids of the services that the rules belong to now; `none`: without one */
  ruleService?: readonly string[] | undefined;
  source?: readonly string[] | undefined;
  severity?: readonly string[] | undefined;
  verdict?: readonly string[] | undefined;
  open?: '1' | '0' | undefined;
  notified?: '1' | '0' | undefined;
  suppressed?: '1' | '0' | undefined;
  acknowledged?: '1' | '0' | undefined;
  selfResolved?: '1' | '0' | undefined;
  fleeting?: '1' | '0' | undefined;
  hours?: 'working' | 'off' | 'sleep' | undefined;
  weekday?: number | undefined;
  hour?: number | undefined;
  minSeconds?: number | undefined;
  maxSeconds?: number | undefined;
  chattering?: '1' | '0' | undefined;
  stale?: '1' | '0' | undefined;
  minAckSeconds?: number | undefined;
  maxAckSeconds?: number | undefined;
  with?: readonly string[] | undefined;
  hiddenBy?: readonly string[] | undefined;
  incident?: readonly string[] | undefined;
  ids?: readonly string[] | undefined;
  all?: true | undefined;
}

export const FILTER_KEYS = [
  'rule',
  'ruleService',
  'source',
  'severity',
  'verdict',
  'open',
  'notified',
  'suppressed',
  'acknowledged',
  'selfResolved',
  'fleeting',
  'hours',
  'weekday',
  'hour',
  'minSeconds',
  'maxSeconds',
  'chattering',
  'stale',
  'minAckSeconds',
  'maxAckSeconds',
  'with',
  'hiddenBy',
  'incident',
  'ids',
  'all',
] as const satisfies readonly (keyof EpisodeFilter)[];

export interface EpisodeScope {
  from: string;
  to: string;
  timeZone: string;
  serviceIds: readonly string[];
  teamId: string | null;
}

/**
 * What the API is asked. A rule, the rules of a service, an incident and chosen alerts say themselves whose they are: the scope's services do
 * not narrow them, so that the list has as many rows as the figure that led to it says. `all` leaves the range out.
 */
export function toEpisodesQuery(filter: EpisodeFilter, scope: EpisodeScope): QueryParams {
  const { all, ...rest } = filter;
  const isNamed = [filter.rule, filter.ruleService, filter.incident, filter.ids].some(
    (named) => named !== undefined,
  );
  return {
    ...Object.fromEntries(FILTER_KEYS.filter((key) => key !== 'all').map((key) => [key, rest[key]])),
    from: all ? undefined : scope.from,
    to: all ? undefined : scope.to,
    timeZone: scope.timeZone,
    service: isNamed ? undefined : scope.serviceIds,
    team: isNamed ? undefined : scope.teamId,
  };
}

export interface FilterChip {
  key: keyof EpisodeFilter;
  text: string;
}

/** The filters that are on, in words; `ruleName` is known once an alert of the rule is. */
export function describeFilters(
  filter: EpisodeFilter,
  t: Translator,
  ruleName: string | null,
  serviceName: (id: string) => string = (id) => id,
): FilterChip[] {
  const chips: (FilterChip | null)[] = [
    filter.rule
      ? { key: 'rule', text: t('episodes.filter.rule', { name: ruleName ?? filter.rule.join(', ') }) }
      : null,
    filter.ruleService
      ? {
          key: 'ruleService',
          text: t('episodes.filter.ruleService', {
            name: filter.ruleService
              .map((id) => (id === 'none' ? t('episodes.filter.ruleService.none') : serviceName(id)))
              .join(t('ui.listSeparator')),
          }),
        }
      : null,
    filter.source
      ? { key: 'source', text: t('episodes.filter.source', { name: filter.source.join(', ') }) }
      : null,
    filter.severity
      ? { key: 'severity', text: t('episodes.filter.severity', { name: filter.severity.join(', ') }) }
      : null,
    filter.verdict ? { key: 'verdict', text: verdictText(filter.verdict, t) } : null,
    yesNo('open', filter.open, t('episodes.filter.open'), t('episodes.filter.ended')),
    yesNo('notified', filter.notified, t('episodes.filter.notified.yes'), t('episodes.filter.notified.no')),
    yesNo(
      'suppressed',
      filter.suppressed,
      t('episodes.filter.suppressed'),
      t('episodes.filter.notSuppressed'),
    ),
    yesNo(
      'acknowledged',
      filter.acknowledged,
      t('episodes.filter.acknowledged'),
      t('episodes.filter.notAcknowledged'),
    ),
    yesNo(
      'selfResolved',
      filter.selfResolved,
      t('episodes.filter.selfResolved'),
      t('episodes.filter.notSelfResolved'),
    ),
    yesNo('fleeting', filter.fleeting, t('episodes.filter.fleeting'), t('episodes.filter.notFleeting')),
    filter.hours ? { key: 'hours', text: t(`episodes.filter.hours.${filter.hours}`) } : null,
    filter.weekday
      ? { key: 'weekday', text: t('episodes.filter.weekday', { day: weekdayName(filter.weekday, t) }) }
      : null,
    filter.hour === undefined
      ? null
      : { key: 'hour', text: t('episodes.filter.hour', { hour: filter.hour }) },
    filter.minSeconds === undefined
      ? null
      : {
          key: 'minSeconds',
          text: t('episodes.filter.minSeconds', { duration: formatDuration(filter.minSeconds, t.language) }),
        },
    filter.maxSeconds === undefined
      ? null
      : {
          key: 'maxSeconds',
          text: t('episodes.filter.maxSeconds', { duration: formatDuration(filter.maxSeconds, t.language) }),
        },
    yesNo(
      'chattering',
      filter.chattering,
      t('episodes.filter.chattering'),
      t('episodes.filter.notChattering'),
    ),
    yesNo('stale', filter.stale, t('episodes.filter.stale'), t('episodes.filter.notStale')),
    filter.minAckSeconds === undefined
      ? null
      : {
          key: 'minAckSeconds',
          text: t('episodes.filter.minAckSeconds', {
            duration: formatDuration(filter.minAckSeconds, t.language),
          }),
        },
    filter.maxAckSeconds === undefined
      ? null
      : {
          key: 'maxAckSeconds',
          text: t('episodes.filter.maxAckSeconds', {
            duration: formatDuration(filter.maxAckSeconds, t.language),
          }),
        },
    filter.with ? { key: 'with', text: t('episodes.filter.with', { n: filter.with.length }) } : null,
    filter.hiddenBy
      ? { key: 'hiddenBy', text: t('episodes.filter.hiddenBy', { n: filter.hiddenBy.length }) }
      : null,
    filter.incident
      ? { key: 'incident', text: t('episodes.filter.incident', { id: filter.incident.join(', ') }) }
      : null,
    filter.ids ? { key: 'ids', text: t('episodes.filter.ids', { n: filter.ids.length }) } : null,
    filter.all ? { key: 'all', text: t('episodes.filter.all') } : null,
  ];
  return chips.filter((chip) => chip !== null);
}

function yesNo(
  key: keyof EpisodeFilter,
  value: '1' | '0' | undefined,
  yes: string,
  no: string,
): FilterChip | null {
  return value === undefined ? null : { key, text: value === '1' ? yes : no };
}

function verdictText(verdicts: readonly string[], t: Translator): string {
  const words = verdicts.map((verdict) =>
    verdict === 'none' || verdict === 'any'
      ? t(`episodes.filter.verdict.${verdict}`)
      : (t.optional(`ui.verdict.${verdict}`) ?? verdict),
  );
  return `${t('episodes.filter.verdict')}: ${words.join(t('ui.listSeparator'))}`;
}

/** `Mon`, `月`; 1 = Monday. */
function weekdayName(weekday: number, t: Translator): string {
  // 2024-01-01 was a Monday
  const day = new Date(Date.UTC(2024, 0, weekday));
  return new Intl.DateTimeFormat(t.language, { weekday: 'short', timeZone: 'UTC' }).format(day);
}
