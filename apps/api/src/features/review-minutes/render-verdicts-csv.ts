import type { Language } from '@tenken/shared/identity.contract';
import type { ReviewRoom } from '@tenken/shared/reviews.contract';
import { VERDICTS } from '@tenken/shared/verdicts.contract';
import { CSV_BOM, formatCsvLine } from '../../http/format-csv.js';
import { MINUTES_WORDS } from './minutes-words.js';

const HEADER = [
  'ruleId',
  'rule',
  'service',
  'severity',
  'fired',
  'pages',
  'nightPages',
  'precision',
  'precisionLower',
  'precisionUpper',
  'judged',
  'isReviewed',
  'verdict',
  'verdictName',
  'reasonCode',
  'reason',
  'verdictBy',
  ...VERDICTS.map((verdict) => `votes_${verdict}`),
  ...VERDICTS.map((verdict) => `episodes_${verdict}`),
  'decision',
  'note',
] as const;

/**
 * The rules of a session with their verdicts, a row each. Figures are raw (shares from 0 to 1), words in the reader's
 * language stand beside the codes.
 */
export function* renderVerdictsCsv(room: ReviewRoom, language: Language): Generator<string> {
  const words = MINUTES_WORDS[language];
  yield CSV_BOM + formatCsvLine(HEADER);
  for (const item of room.items) {
    if (item.kind !== 'alert_rule') continue;
    const { evidence, verdict, votes } = item;
    const decisions = room.decisions.filter(({ alertRuleId }) => alertRuleId === evidence.alertRuleId);
    yield formatCsvLine([
      evidence.alertRuleId,
      evidence.name,
      evidence.serviceName,
      evidence.severity,
      evidence.fired,
      evidence.pages,
      evidence.nightPages,
      evidence.precision?.value ?? null,
      evidence.precision?.lower ?? null,
      evidence.precision?.upper ?? null,
      evidence.precision?.n ?? null,
      item.isReviewed,
      verdict,
      verdict === null ? null : words.verdictNames[verdict],
      item.verdictReasonCode,
      item.verdictReason,
      item.verdictBy?.name ?? null,
      ...VERDICTS.map((each) => votes.counts?.[each] ?? null),
      ...VERDICTS.map((each) => item.episodeVerdicts[each]),
      decisions.map(({ kind }) => words.kinds[kind]).join(words.separator),
      item.note,
    ]);
  }
}
