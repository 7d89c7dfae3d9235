import type { ReportContents } from '@tenken/shared/report-contents.contract';
import type { ReportDurationComparison, ReportRateComparison } from '@tenken/shared/report-findings.contract';
import type { ReportDuration } from '@tenken/shared/report-sections.contract';
import { formatInstant } from './format-instant.js';
import {
  formatInterval,
  formatNumber,
  formatSeconds,
  formatShare,
  type ReportLanguage,
} from './format-value.js';
import { escapeCell, markdownTable } from './markdown-table.js';
import { followUpSections } from './render-follow-up-markdown.js';
import type { ReportWord } from './report-words-en.js';
import { sayCode, sayInReport } from './say-in-report.js';

const SHORT_DIGEST = 12;

/**
 * A report as Markdown that can be pasted into a wiki: the same in each language as often as it is made, since nothing
 * but the stored contents goes into it.
 */
export function renderReportMarkdown(
  contents: ReportContents,
  digest: string,
  language: ReportLanguage,
): string {
  const say = (word: ReportWord, values?: Record<string, string | number>) =>
    sayInReport(language, word, values);
  const sections = [
    header(contents, digest, language),
    findings(contents, language),
    incidents(contents, language),
    durations(contents, language),
    ...followUpSections(contents, language),
    exclusions(contents, language),
    `## ${say('definitions')}\n\n${contents.definitions
      .map(
        ({ key, version, title, text }) =>
          `- **${escapeCell(title[language])}** (\`${key}@${version}\`): ${text[language]}`,
      )
      .join('\n')}`,
  ];
  return `${sections.join('\n\n')}\n`;
}

function header(contents: ReportContents, digest: string, language: ReportLanguage): string {
  const say = (word: ReportWord, values?: Record<string, string | number>) =>
    sayInReport(language, word, values);
  const { period, scope, timeZone, madeAt, madeBy } = contents;
  const name = escapeCell(scope.name ?? scope.id ?? '');
  const about = scope.kind === 'all' ? say('all') : say(scope.kind, { name });
  const days = `${formatInstant(period.from, timeZone)} – ${formatInstant(period.to, timeZone)} (${timeZone})`;
  return [
    `# ${say('title')}: ${period.name[language]}`,
    '',
    `- ${say('meta.scope')}: ${about}`,
    `- ${say('meta.period')}: ${days}${period.ended ? '' : ` — ${say('meta.unfinished')}`}`,
    `- ${say('meta.made')}: ${formatInstant(madeAt, timeZone)}, ${say('meta.by', { name: escapeCell(madeBy.name) })}`,
    `- ${say('meta.frozen', { digest: `\`${digest.slice(0, SHORT_DIGEST)}\`` })}`,
    ...(contents.consistent ? [] : [`- ${say('meta.inconsistent')}`]),
  ].join('\n');
}

function findings(contents: ReportContents, language: ReportLanguage): string {
  const items = contents.findings.map(({ text, sureness, basis }, index) =>
    [
      `${index + 1}. **${text[language]}**`,
      `   - ${sayInReport(language, 'findings.sure')}: ${sureness[language]}`,
      `   - ${sayInReport(language, 'findings.basis')}: ${basis[language]}`,
    ].join('\n'),
  );
  return `## ${sayInReport(language, 'findings')}\n\n${items.join('\n')}`;
}

function incidents(contents: ReportContents, language: ReportLanguage): string {
  const say = (word: ReportWord) => sayInReport(language, word);
  const { incidents: figures } = contents;
  const rate = ({ n, perWeek, perWeekLower, perWeekUpper }: (typeof figures.bySeverity)[number]) => [
    n,
    formatNumber(perWeek),
    formatInterval(perWeekLower, perWeekUpper, formatNumber),
  ];
  const head = ['n', say('perWeek'), say('interval')];
  const table = (title: ReportWord, groups: typeof figures.bySeverity) =>
    saysNothing(groups)
      ? []
      : [
          `### ${say(title)}`,
          markdownTable(
            [say('group'), ...head],
            groups.map((group) => [sayCode(language, 'group', group.label ?? group.key), ...rate(group)]),
          ),
        ];
  return [
    `## ${say('incidents')}`,
    markdownTable(
      [
        'n',
        say('perWeek'),
        say('interval'),
        say('excluded'),
        ...figures.comparisons.map((comparison) => against(contents, comparison, language)),
      ],
      [
        [
          ...rate({ key: 'all', label: null, ...figures }),
          figures.excluded,
          ...figures.comparisons.map((comparison) => change(comparison, language)),
        ],
      ],
    ),
    ...table('bySeverity', figures.bySeverity),
    ...table('byCause', figures.byCause),
    ...table('byDetectionSource', figures.byDetectionSource),
  ].join('\n\n');
}

/** No group, or only that of what nobody has said. */
function saysNothing(groups: readonly { key: string }[]): boolean {
  return groups.every(({ key }) => key === 'none' || key === 'unknown');
}

function durations(contents: ReportContents, language: ReportLanguage): string {
  const say = (word: ReportWord, values?: Record<string, string | number>) =>
    sayInReport(language, word, values);
  const seconds = (value: number | null) => formatSeconds(value, language);
  const first = contents.durations[0];
  const rows = contents.durations.map((duration) => [
    sayCode(language, 'metric', duration.metric),
    seconds(duration.medianSeconds),
    formatInterval(duration.medianLower, duration.medianUpper, seconds),
    seconds(duration.p90Seconds),
    seconds(duration.meanSeconds),
    duration.n,
    duration.open,
    duration.missing,
    duration.excluded,
    ...duration.comparisons.map((comparison) => change(comparison, language)),
  ]);
  const notes = contents.durations.flatMap((duration) => smallest(duration, language));
  return [
    `## ${say('durations')}`,
    markdownTable(
      [
        say('figure'),
        say('median'),
        say('interval'),
        say('p90'),
        say('mean'),
        'n',
        say('open'),
        say('missing'),
        say('excluded'),
        ...(first?.comparisons ?? []).map((comparison) => against(contents, comparison, language)),
      ],
      rows,
    ),
    ...(notes.length === 0 ? [] : [notes.map((note) => `- ${note}`).join('\n')]),
  ].join('\n\n');
}

function smallest({ metric, comparisons }: ReportDuration, language: ReportLanguage): string[] {
  const before = comparisons.find((comparison) => comparison.with === 'previous');
  if (before?.verdict !== 'no_clear_change' || before.smallestDetectableChange === null) return [];
  const values = {
    metric: sayCode(language, 'metric', metric),
    change: formatShare(before.smallestDetectableChange),
  };
  return [sayInReport(language, 'smallest', values)];
}

function against(
  contents: ReportContents,
  { with: other }: Pick<ReportRateComparison, 'with'>,
  language: ReportLanguage,
): string {
  const period = other === 'previous' ? contents.previous : contents.lastYear;
  return sayInReport(language, `against.${other}`, { period: period.name[language] });
}

/** `no clear change (0.9, 0.6–1.3)`. */
function change(
  comparison: ReportRateComparison | ReportDurationComparison,
  language: ReportLanguage,
): string {
  const { verdict, reason, ratio, lower, upper } = comparison;
  const word = sayCode(language, 'verdict', verdict ?? reason ?? 'unfinished');
  if (ratio === null) return word;
  return `${word} (${sayInReport(language, 'ratio')} ${formatNumber(ratio)}, ${formatInterval(lower, upper, formatNumber)})`;
}

function exclusions({ exclusions: ledger }: ReportContents, language: ReportLanguage): string {
  const say = (word: ReportWord) => sayInReport(language, word);
  const rows = ledger.map(({ metric, reason, n }) => [
    sayCode(language, 'metric', metric),
    sayCode(language, 'reason', reason),
    n,
  ]);
  const table =
    rows.length === 0 ? say('none') : markdownTable([say('figure'), say('reason'), say('n')], rows);
  return `## ${say('exclusions')}\n\n${table}`;
}
