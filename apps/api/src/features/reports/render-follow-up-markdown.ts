import type { ReportContents } from '@tenken/shared/report-contents.contract';
import type { ReportShare, ReportShareComparison } from '@tenken/shared/report-findings.contract';
import { formatInstant } from './format-instant.js';
import {
  formatDays,
  formatInterval,
  formatNumber,
  formatShare,
  type ReportLanguage,
} from './format-value.js';
import { escapeCell, markdownTable } from './markdown-table.js';
import { formatFigure } from './render-report-csv.js';
import type { ReportWord } from './report-words-en.js';
import { sayCode, sayInReport } from './say-in-report.js';

const SHOWN_PAIRS = 50;
const SHOWN_FIGURES = 40;
type Cells = (string | number)[];

/** What came after the incidents: recurrence, action items, postmortems, detection, alerts, and changes of the data. */
export function followUpSections(contents: ReportContents, language: ReportLanguage): string[] {
  return [
    recurrence(contents, language),
    actionItems(contents, language),
    ...postmortems(contents, language),
    ...detection(contents, language),
    ...alerts(contents, language),
    changes(contents, language),
  ];
}

function recurrence(contents: ReportContents, language: ReportLanguage): string {
  const say = sayer(language);
  const { recurrence: figures } = contents;
  const rows: Cells[] = [
    shareRow(say('confirmed'), figures.confirmedRate, figures.confirmed),
    shareRow(say('suggested'), figures.suggestedRate, figures.suggested),
    [say('fix_open'), figures.fixOpen, '—', figures.incidents],
    [say('fix_done'), figures.fixDone, '—', figures.incidents],
    [say('no_items'), figures.noItems, '—', figures.incidents],
    ...figures.comparisons.map((comparison) => comparedRow(contents, comparison, 'confirmed', language)),
  ];
  const pairs = figures.pairs.slice(0, SHOWN_PAIRS).map(({ incident, earlier, daysAfter, items, fix }) => {
    const values = {
      later: `**${escapeCell(incident.title)}**`,
      earlier: escapeCell(earlier.title),
      days: formatDays(daysAfter, language),
    };
    const open = items.map(({ title }) => escapeCell(title)).join(language === 'ja' ? '、' : ', ');
    const note = fix === 'fix_open' && items.length > 0 ? ` — ${say('stillOpen', { items: open })}` : '';
    return `- ${say(fix)}: ${say('recurs', values)}${note}`;
  });
  return [
    `## ${say('recurrence')}`,
    valueTable(rows, language),
    ...(pairs.length === 0 ? [] : [pairs.join('\n')]),
  ].join('\n\n');
}

function actionItems(contents: ReportContents, language: ReportLanguage): string {
  const say = sayer(language);
  const { actionItems: figures } = contents;
  if (figures.created === 0) return `## ${say('action_items')}\n\n${say('no_action_items')}`;
  const counts = ['created', 'done', 'declined', 'openInTime', 'overdue', 'deleted'] as const;
  const rows: Cells[] = [
    ...counts.map((name): Cells => [say(name), figures[name], '—', '—']),
    shareRow(say('completion_rate'), figures.completionRate),
    shareRow(say('on_time_rate'), figures.onTimeRate),
    [
      say('time_to_complete'),
      formatDays(figures.medianDays, language),
      formatInterval(figures.medianLower, figures.medianUpper, (days) => formatDays(days, language)),
      figures.followed,
    ],
    ...figures.doneWithin.map(
      ({ days, share, lower, upper, atRisk }): Cells => [
        say('done_within', { days }),
        formatShare(share),
        formatInterval(lower, upper, formatShare),
        atRisk,
      ],
    ),
    ...figures.comparisons.map((comparison) =>
      comparedRow(contents, comparison, 'completion_change', language),
    ),
  ];
  const lenses = figures.lenses.map(
    ({ type, n, share }): Cells => [
      sayCode(language, 'group', type),
      formatShare(share?.value ?? null),
      shareInterval(share),
      n,
    ],
  );
  const teams = figures.byTeam.map(
    ({ key, label, created, done, overdue }): Cells => [
      label ?? sayCode(language, 'group', key),
      created,
      done,
      overdue,
    ],
  );
  return [
    `## ${say('action_items')}`,
    valueTable(rows, language),
    `### ${say('lenses')}`,
    valueTable(lenses, language),
    ...(teams.length === 0
      ? []
      : [
          `### ${say('teams')}`,
          markdownTable([say('group'), say('created'), say('done'), say('overdue')], teams),
        ]),
  ].join('\n\n');
}

function postmortems({ postmortems: figures }: ReportContents, language: ReportLanguage): string[] {
  if (figures === null) return [];
  const say = sayer(language);
  const counts = ['resolved', 'required', 'waived', 'written', 'reviewed', 'unreviewed', 'overdue'] as const;
  const rows: Cells[] = [
    ...counts.map((name): Cells => [say(name), figures[name], '—', '—']),
    shareRow(say('on_time'), figures.onTime),
    [
      say('median_to_review'),
      formatNumber(figures.medianBusinessDaysToReview),
      formatInterval(figures.medianLower, figures.medianUpper, formatNumber),
      figures.reviewed,
    ],
  ];
  return [`## ${say('postmortems')}\n\n${valueTable(rows, language)}`];
}

function detection({ detection: figures }: ReportContents, language: ReportLanguage): string[] {
  if (figures === null) return [];
  const say = sayer(language);
  const rows: Cells[] = [
    shareRow(say('by_alert'), figures.byAlert),
    shareRow(say('by_people'), figures.byPeople),
    [say('unknown'), figures.unknown, '—', '—'],
    shareRow(say('recall'), figures.recall),
    shareRow(say('recall_with_proposed'), figures.recallWithProposed),
  ];
  return [`## ${say('detection')}\n\n${valueTable(rows, language)}`];
}

function alerts({ alerts: figures }: ReportContents, language: ReportLanguage): string[] {
  if (figures === null) return [];
  const say = sayer(language);
  const rows: Cells[] = [
    [say('rules_fired'), figures.rules, '—', '—'],
    [say('fired'), figures.fired, '—', '—'],
    [say('pages'), figures.pages, '—', '—'],
    shareRow(say('top10_share'), figures.top10Share),
  ];
  const rules = figures.topRules.map(
    ({ name, fired, pages, precision }): Cells => [
      name,
      fired,
      pages,
      `${formatShare(precision?.value ?? null)} (${shareInterval(precision)})`,
    ],
  );
  return [
    [
      `## ${say('alerts')}`,
      valueTable(rows, language),
      ...(rules.length === 0
        ? []
        : [
            `### ${say('topRules')}`,
            markdownTable([say('rule'), say('fired'), say('pages'), say('precision')], rules),
          ]),
    ].join('\n\n'),
  ];
}

function changes({ changes: found, timeZone }: ReportContents, language: ReportLanguage): string {
  const say = sayer(language);
  const title = `## ${say('changes')}`;
  if (found === null) return `${title}\n\n${say('change.none')}`;
  const at = formatInstant(found.madeAt, timeZone);
  const period = found.period.name[language];
  if (found.rowsTotal === 0 && found.figures.length === 0)
    return `${title}\n\n${say('change.nothing', { period, at })}`;
  const kinds = ['late', 'gone', 'corrected', 'reclassified', 'progressed'] as const;
  const counts = kinds.filter((kind) => found.counts[kind] > 0);
  const figures = found.figures.slice(0, SHOWN_FIGURES).map(({ was, now }): Cells => {
    const { section = '', figure = '', group = '' } = was ?? now ?? {};
    return [
      `${section} / ${figure} / ${group}`,
      was === null ? '—' : formatFigure(was, language),
      now === null ? '—' : formatFigure(now, language),
    ];
  });
  return [
    title,
    say('change.since', { period, at }),
    counts.map((kind) => `- ${say(kind, { n: found.counts[kind] })}`).join('\n'),
    ...(figures.length === 0
      ? []
      : [`### ${say('change.figures')}`, markdownTable([say('figure'), say('was'), say('now')], figures)]),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function comparedRow(
  contents: ReportContents,
  { with: other, verdict, reason, pace, previousShare }: ReportShareComparison,
  figure: ReportWord,
  language: ReportLanguage,
): Cells {
  const say = sayer(language);
  const period = (other === 'previous' ? contents.previous : contents.lastYear).name[language];
  const word = sayCode(language, 'verdict', verdict ?? pace?.verdict ?? reason ?? 'unfinished');
  return [
    `${say(figure)} (${say(`against.${other}`, { period })}): ${word}`,
    formatShare(previousShare?.value ?? null),
    shareInterval(previousShare),
    previousShare?.n ?? 0,
  ];
}

function shareRow(name: string, share: ReportShare | null, count?: number): Cells {
  const value = formatShare(share?.value ?? null);
  return [name, count === undefined ? value : `${count} (${value})`, shareInterval(share), share?.n ?? 0];
}

function shareInterval(share: ReportShare | null): string {
  return share === null ? '—' : formatInterval(share.lower, share.upper, formatShare);
}

function valueTable(rows: readonly Cells[], language: ReportLanguage): string {
  const say = sayer(language);
  return markdownTable([say('figure'), say('value'), say('interval'), say('n')], rows);
}

function sayer(language: ReportLanguage) {
  return (word: ReportWord, values?: Record<string, string | number>) => sayInReport(language, word, values);
}
