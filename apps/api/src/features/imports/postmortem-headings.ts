/** Headings of postmortems in English and Japanese by the section they open (PRACTICE.md D2 and E1). */
const HEADINGS: Record<string, readonly string[]> = {
  summary: [
    'summary',
    'overview',
    'what happened',
    'executive summary',
    '概要',
    'サマリ',
    'サマリー',
    '要約',
    '何が起きたか',
    '発生事象',
    '事象',
  ],
  timeline: ['timeline', 'incident timeline', 'chronology', 'タイムライン', '時系列', '経緯', '経過'],
  impact: ['impact', 'customer impact', 'user impact', '影響', '影響範囲', '顧客影響'],
  cause: [
    'cause',
    'causes',
    'root cause',
    'root causes',
    'contributing factors',
    '原因',
    '根本原因',
    '直接原因',
    '発生原因',
  ],
  trigger: ['trigger', 'きっかけ', 'トリガー', '契機'],
  detection: ['detection', 'how was it detected', '検知', '検出'],
  response: [
    'response',
    'resolution',
    'mitigation',
    'recovery',
    'what did we do',
    '対応',
    '対応内容',
    '復旧',
    '暫定対応',
    '解決',
  ],
  prevention: [
    'prevention',
    'preventive measures',
    'permanent fix',
    '再発防止',
    '再発防止策',
    '恒久対応',
    '恒久対策',
    '予防',
  ],
  lessons: [
    'lessons',
    'lessons learned',
    'lessons learnt',
    'learnings',
    '学び',
    '学んだこと',
    '教訓',
    '振り返り',
    'ふりかえり',
  ],
  actionItems: [
    'action items',
    'action item',
    'actions',
    'follow-ups',
    'follow ups',
    'next steps',
    'アクションアイテム',
    'アクション',
    '対応事項',
    '今後の対応',
    'todo',
    'todos',
  ],
  other: [
    'other',
    'notes',
    'appendix',
    'supporting information',
    'questions for follow up',
    'その他',
    '補足',
    '付録',
    '備考',
  ],
};

const BY_HEADING = new Map(
  Object.entries(HEADINGS).flatMap(([key, names]) => names.map((name) => [name, key] as const)),
);

/** The section that a heading opens, or null; numbering, colons and emphasis do not matter. */
export function sectionKey(heading: string): string | null {
  const folded = heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[*_`]/g, '')
    .replace(/^\s*(?:\d+[.)]?\s+|[■●◆・]\s*)/, '')
    .replace(/[\s::]+$/, '')
    .trim();
  return BY_HEADING.get(folded) ?? null;
}
