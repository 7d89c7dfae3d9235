import type { ReportShare } from '@tenken/shared/report-findings.contract';
import type { Candidate, FindingInput } from './finding-candidate.js';
import { formatInterval, formatNumber, formatShare } from './format-value.js';

/** Below it a share is not put into words: six is the smallest number at which a median has an interval. */
const ENOUGH = 6;

/** Do incidents come back, and was the fix still open? */
export function findRecurrence({ recurrence, period }: FindingInput): Candidate {
  const { incidents, confirmed, suggested, confirmedRate, fixOpen } = recurrence;
  const found = {
    topic: 'recurrence',
    figures: ['recurrence/confirmed_rate/all', 'recurrence/fix_open/all'],
    basis: {
      en: `${incidents} incidents; only links that a person confirmed count, ${suggested} suggestions wait for a decision.`,
      ja: `インシデント${incidents}件。人が確認した関連だけを数えます（判断待ちの候補 ${suggested}件）。`,
    },
  };
  if (incidents === 0) {
    return {
      ...found,
      topic: 'no_data',
      tone: 'unknown',
      weight: 8,
      text: {
        en: `Nothing can be said about recurrence in ${period.name.en}: there is no incident that could recur an earlier one.`,
        ja: `${period.name.ja}の再発については何も言えません。対象となるインシデントがありません。`,
      },
      sureness: { en: 'There is no figure to be sure of.', ja: '判断できる数値がありません。' },
    };
  }
  if (confirmed === 0) {
    return {
      ...found,
      tone: 'unknown',
      weight: 28,
      text: {
        en: `No incident of ${period.name.en} is confirmed to recur an earlier one.`,
        ja: `${period.name.ja}に、再発と確認されたインシデントはありません。`,
      },
      sureness: {
        en: `0 of ${incidents} (95% interval ${intervalOf(confirmedRate)}). It rests on people having looked: a recurrence that nobody linked is not seen.`,
        ja: `${incidents}件中0件（95%区間${intervalOf(confirmedRate)}）。人による確認が前提で、関連付けられていない再発は含みません。`,
      },
    };
  }
  const open = {
    en: fixOpen === 0 ? '' : `; for ${fixOpen} of them a fix promised earlier was not done yet`,
    ja: fixOpen === 0 ? '' : `。うち${fixOpen}件は、約束した恒久対応が未完了のまま再発しました`,
  };
  return {
    ...found,
    tone: 'attention',
    weight: fixOpen > 0 ? 80 : 60,
    text: {
      en: `${confirmed} of ${incidents} incidents recur an earlier one${open.en}.`,
      ja: `${incidents}件中${confirmed}件が過去のインシデントの再発です${open.ja}。`,
    },
    sureness: {
      en: `${formatShare(confirmedRate?.value ?? null)} (95% interval ${intervalOf(confirmedRate)}). Confirmed one by one; links that nobody made would add to it.`,
      ja: `${formatShare(confirmedRate?.value ?? null)}（95%区間${intervalOf(confirmedRate)}）。1件ずつ人が確認したもので、未確認の再発があれば増えます。`,
    },
  };
}

/** Is what was promised being done? */
export function findActionItems({ actionItems, incidents, period }: FindingInput): Candidate {
  const { created, deleted, done, declined, overdue, openInTime, completionRate } = actionItems;
  const kept = created - deleted;
  const found = {
    topic: 'action_items',
    figures: ['action_items/completion_rate/all', 'action_items/overdue/all'],
    basis: {
      en: `${kept} action items created in the period: ${done} done, ${declined} declined, ${openInTime} open in time, ${overdue} overdue.`,
      ja: `期間内に作成されたアクションアイテム${kept}件：完了${done}件、見送り${declined}件、期限内で未完了${openInTime}件、期限超過${overdue}件。`,
    },
  };
  if (kept === 0) {
    const asked = incidents.n > 0;
    return {
      ...found,
      topic: 'no_data',
      tone: asked ? 'attention' : 'unknown',
      weight: asked ? 50 : 9,
      text: asked
        ? {
            en: `No action item was created in ${period.name.en}, though ${incidents.n} incidents are recorded.`,
            ja: `${period.name.ja}にはインシデントが${incidents.n}件記録されていますが、アクションアイテムは作成されていません。`,
          }
        : {
            en: `No action item was created in ${period.name.en}.`,
            ja: `${period.name.ja}に作成されたアクションアイテムはありません。`,
          },
      sureness: {
        en: 'A count of what is recorded here; items kept only elsewhere are not in it.',
        ja: 'ここに記録されたものの件数です。ほかの場所だけで管理しているものは含みません。',
      },
    };
  }
  const rate = formatShare(completionRate?.value ?? null);
  return {
    ...found,
    tone: overdue > 0 ? 'attention' : 'steady',
    weight: overdue > 0 ? 70 : 38,
    text:
      overdue > 0
        ? {
            en: `${overdue} of ${kept} action items of the period ${be(overdue)} overdue; ${done} ${be(done)} done (${rate}).`,
            ja: `期間内のアクションアイテム${kept}件のうち${overdue}件が期限を超過しています。完了は${done}件（${rate}）です。`,
          }
        : {
            en: `${done} of ${kept} action items of the period ${be(done)} done (${rate}); none is overdue.`,
            ja: `期間内のアクションアイテム${kept}件のうち${done}件が完了しました（${rate}）。期限を超過したものはありません。`,
          },
    sureness: {
      en: `Counted as of the making of this report; 95% interval of the completion rate ${intervalOf(completionRate)}. Young items had less time than old ones.`,
      ja: `この報告書を作成した時点の件数です（完了率の 95%区間${intervalOf(completionRate)}）。新しいものほど、対応に使えた時間は短くなります。`,
    },
  };
}

/** Who noticed first: monitoring or people? Null where too few are known. */
export function findDetection({ detection }: FindingInput): Candidate | null {
  const people = detection?.byPeople ?? null;
  if (detection === null || people === null || people.n < ENOUGH) return null;
  const count = Math.round(people.value * people.n);
  const mostly = people.value >= 0.5;
  return {
    topic: 'detection',
    tone: mostly ? 'attention' : 'steady',
    weight: mostly ? 55 : 22,
    figures: ['detection/by_people/all'],
    text: {
      en: `People, not an alert, noticed ${count} of ${people.n} incidents first (${formatShare(people.value)}).`,
      ja: `${people.n}件中${count}件（${formatShare(people.value)}）は、アラートではなく人が最初に気づきました。`,
    },
    sureness: {
      en: `95% interval ${intervalOf(people)}. It rests on what was entered as the source of detection.`,
      ja: `95%区間${intervalOf(people)}。検知の経緯として記録された内容によります。`,
    },
    basis: {
      en: `${people.n} incidents whose source of detection is known; ${detection.unknown} are unknown.`,
      ja: `検知の経緯が分かる${people.n}件（不明 ${detection.unknown}件）。`,
    },
  };
}

/** Are required postmortems held? Null where the product cannot tell, or none is required. */
export function findPostmortems({ postmortems }: FindingInput): Candidate | null {
  if (postmortems === null || postmortems.required === 0) return null;
  const { required, reviewed, overdue, unreviewed, waived } = postmortems;
  const median = postmortems.medianBusinessDaysToReview;
  return {
    topic: 'postmortems',
    tone: overdue > 0 ? 'attention' : 'steady',
    weight: overdue > 0 ? 65 : unreviewed > 0 ? 33 : 15,
    figures: ['postmortems/reviewed/all', 'postmortems/overdue/all'],
    text: {
      en: `${reviewed} of ${required} required postmortems ${be(reviewed)} reviewed${overdue > 0 ? `; ${overdue} ${be(overdue)} past the deadline` : ''}.`,
      ja: `必要なポストモーテム${required}件のうち${reviewed}件がレビュー済みです${overdue > 0 ? `（期限超過 ${overdue}件）` : ''}。`,
    },
    sureness: {
      en: 'A count as of the making of this report.',
      ja: 'この報告書を作成した時点の件数です。',
    },
    basis: {
      en: `Incidents resolved in the period that a criterion asks a postmortem for; ${waived} waived.${median === null ? '' : ` Median ${formatNumber(median)} business days to review.`}`,
      ja: `期間内に解消し、基準によりポストモーテムが必要なインシデント（免除 ${waived}件）。${median === null ? '' : `レビューまでの中央値は${formatNumber(median)}営業日です。`}`,
    },
  };
}

function be(count: number): 'is' | 'are' {
  return count === 1 ? 'is' : 'are';
}

function intervalOf(share: ReportShare | null): string {
  return share === null ? '—' : formatInterval(share.lower, share.upper, formatShare);
}
