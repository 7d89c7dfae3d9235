import type { AlertRuleResponse } from '@tenken/shared/alert-rules.contract';
import type { IncidentEffect, ReplayOutcome, ReplayUnknown } from '@tenken/shared/replay.contract';
import type { ReplayColumns } from './replay-columns.js';

/** Fewer judged episodes than this, or a smaller share, say little of what a setting removes. */
const FEW_REVIEWED = 10;
const SMALL_SHARE = 0.2;

export interface UnknownFacts {
  columns: ReplayColumns;
  isRecordedInPart: boolean;
  rules: readonly { waits: boolean; isChanged: boolean; cutMessages: number }[];
  blindSpots: ReadonlySet<AlertRuleResponse['blindSpots'][number]>;
  setting: ReplayOutcome;
  effects: readonly IncidentEffect[];
}

/** What this replay cannot know, the general first. */
export function listUnknowns({
  columns,
  isRecordedInPart,
  rules,
  blindSpots,
  setting,
  effects,
}: UnknownFacts): ReplayUnknown[] {
  const reviewed = setting.nuisance.reviewed + setting.actionable.reviewed + setting.otherJudged.reviewed;
  const holds: [ReplayUnknown, boolean][] = [
    ['only_removes_or_delays', true],
    ['reactions', true],
    ['existing_delays', rules.some((rule) => rule.waits)],
    ['recorded_in_part', isRecordedInPart],
    ['definition_changed', rules.some((rule) => rule.isChanged)],
    ['short_not_recorded', blindSpots.has('short_not_sent')],
    ['silenced_not_recorded', blindSpots.has('silenced_not_sent')],
    ['truncated', rules.some((rule) => rule.cutMessages > 0)],
    ['ends_uncertain', columns.isEndGuessed.includes(1)],
    ['pages_unknown', setting.pages === null && columns.length > 0],
    ['open_undecided', setting.undecided > 0],
    [
      'few_reviewed',
      columns.length > 0 && (reviewed < FEW_REVIEWED || reviewed < SMALL_SHARE * columns.length),
    ],
    ['no_incidents_linked', effects.length === 0],
    [
      'detected_by_alert',
      effects.some(
        ({ detectionSource, addedSeconds }) =>
          detectionSource === 'alert' && (addedSeconds === null || addedSeconds > 0),
      ),
    ],
  ];
  return holds.filter(([, isSo]) => isSo).map(([code]) => code);
}
