/** Resolutions of Jira that are a decision against the work, in English and as Jira translates them. */
const DECLINED = [
  "Won't Do",
  "Won't Fix",
  "Won't Implement",
  'Will Not Fix',
  'Duplicate',
  'Cannot Reproduce',
  "Can't Reproduce",
  'Not Reproducible',
  'Incomplete',
  'Declined',
  'Rejected',
  'Invalid',
  'Not a Bug',
  'Not an Issue',
  'Not Planned',
  'Obsolete',
  'Outdated',
  'Canceled',
  'Cancelled',
  'Abandoned',
  'Works as Designed',
  'By Design',
  '実行しない',
  '対応しない',
  '修正しない',
  '修正せず',
  '対応不要',
  '対応せず',
  '見送り',
  '重複',
  '再現不可',
  '再現せず',
  '再現できない',
  '再現できません',
  '不完全',
  '却下',
  '拒否',
  '無効',
  '仕様',
  '仕様どおり',
  '仕様通り',
  '取り下げ',
  '取下げ',
  'キャンセル',
  '中止',
];

const defaults = new Set(DECLINED.map(fold));

/**
 * Whether a resolution means that it will not be done. With `names` (of the source's settings) those and no others
 * count. Apostrophes, spaces, width and case make no difference.
 */
export function isDeclinedResolution(name: string, names?: readonly string[]): boolean {
  return names === undefined ? defaults.has(fold(name)) : names.some((one) => fold(one) === fold(name));
}

function fold(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’‘`´\s_-]/g, '');
}
