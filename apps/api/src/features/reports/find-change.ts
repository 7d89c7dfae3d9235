import type { ReportDurationComparison } from '@tenken/shared/report-findings.contract';
import type { ReportDuration } from '@tenken/shared/report-sections.contract';
import type { Candidate, FindingInput } from './finding-candidate.js';
import { formatInterval, formatNumber, formatSeconds, formatShare } from './format-value.js';

const BASIS_LIMIT = {
  en: 'Incidents that nobody recorded are not in it.',
  ja: '記録されていないインシデントは含みません。',
};

/** Do incidents begin more or less often than in the period before? */
export function findRate({ incidents, period, previous }: FindingInput): Candidate {
  const { n, perWeek, perWeekLower, perWeekUpper, exposureDays } = incidents;
  const days = Math.round(exposureDays);
  const found = {
    topic: 'incident_rate',
    figures: ['incidents/rate/all', 'incidents/change_previous/all'],
    basis: {
      en: `${n} incidents in ${days} days; drills, tests, maintenance and duplicates are not counted. ${BASIS_LIMIT.en}`,
      ja: `${days}日間の${n}件。訓練・試験・メンテナンス・重複は数えません。${BASIS_LIMIT.ja}`,
    },
  };
  const rate = formatNumber(perWeek);
  const interval = formatInterval(perWeekLower, perWeekUpper, formatNumber);
  if (n === 0) {
    const upper = perWeekUpper === null ? null : formatNumber(perWeekUpper);
    return {
      ...found,
      topic: 'no_data',
      tone: 'unknown',
      weight: 110,
      text: {
        en: `No incident is recorded in ${period.name.en}.`,
        ja: `${period.name.ja}に記録されたインシデントはありません。`,
      },
      sureness:
        upper === null
          ? { en: 'None of the period has passed yet.', ja: '期間はまだ始まっていません。' }
          : {
              en: `None in ${days} days fits any true rate up to ${upper} a week (95%), and it does not tell a quiet period from one that nobody recorded.`,
              ja: `${days}日間で0件という記録は、真の頻度が週${upper}件まででも起こり得ます（95%）。平穏だったのか記録されなかったのかは、この数値だけでは区別できません。`,
            },
    };
  }
  const comparison = incidents.comparisons.find((other) => other.with === 'previous');
  if (comparison === undefined || comparison.verdict === null) {
    return {
      ...found,
      tone: 'unknown',
      weight: 30,
      text: {
        en: `So far ${n} incidents began in ${period.name.en}: ${rate} a week (${interval}).`,
        ja: `${period.name.ja}は、これまでに${n}件のインシデントが発生しました（週${rate}件、95%区間${interval}）。`,
      },
      sureness: {
        en: 'Not judged against the period before: this one has not ended.',
        ja: '期間が終わっていないため、前の期間との比較は判定しません。',
      },
    };
  }
  const { verdict, ratio, lower, upper, previousN } = comparison;
  const against = {
    en: `${n} incidents (${rate} a week) against ${previousN} in ${previous.name.en}`,
    ja: `${n}件（週${rate}件）、${previous.name.ja}は${previousN}件`,
  };
  if (previousN === 0) {
    return {
      ...found,
      tone: 'unknown',
      weight: 25,
      text: {
        en: `${n} incidents began in ${period.name.en} (${rate} a week); none is recorded in ${previous.name.en}.`,
        ja: `${period.name.ja}のインシデントは${n}件です（週${rate}件）。${previous.name.ja}の記録はありません。`,
      },
      sureness: {
        en: `95% interval ${interval} a week. A period without any record may be one before recording began: no change is read from it.`,
        ja: `95%区間は週${interval}件です。記録のない期間は、記録を始める前かもしれないため、変化とは判断しません。`,
      },
    };
  }
  if (verdict === 'too_few') {
    return {
      ...found,
      tone: 'unknown',
      weight: 25,
      text: {
        en: `Whether incidents became more or less frequent cannot be told: ${against.en}.`,
        ja: `インシデントの頻度の変化は判断できません：${against.ja}。`,
      },
      sureness: { en: 'Too few to tell.', ja: '判断するには件数が不足しています。' },
    };
  }
  const range = formatInterval(lower, upper, formatNumber);
  const sureness = {
    en: `Ratio of the rates ${formatNumber(ratio)}, 95% interval ${range}`,
    ja: `頻度の比は${formatNumber(ratio)}（95%区間${range}）`,
  };
  if (verdict === 'no_clear_change') {
    return {
      ...found,
      tone: 'steady',
      weight: 45,
      text: {
        en: `How often incidents begin shows no clear change: ${against.en}.`,
        ja: `インシデントの頻度に明確な変化はありません：${against.ja}。`,
      },
      sureness: {
        en: `${sureness.en}: it includes 1, so fewer and more are both possible.`,
        ja: `${sureness.ja}。区間が1を含むため、減少も増加もあり得ます。`,
      },
    };
  }
  const fell = verdict === 'lower';
  return {
    ...found,
    tone: fell ? 'better' : 'worse',
    weight: fell ? 85 : 95,
    text: {
      en: `Incidents began ${fell ? 'less' : 'more'} often: ${against.en}.`,
      ja: `インシデントの頻度は${fell ? '下がりました' : '上がりました'}：${against.ja}。`,
    },
    sureness: {
      en: `${sureness.en}: it leaves out 1. Why, the figure does not say.`,
      ja: `${sureness.ja}で、1を含みません。理由はこの数値からは分かりません。`,
    },
  };
}

/** Is service restored faster or slower than in the period before? */
export function findTimeToRestore({ durations, period, previous }: FindingInput): Candidate | null {
  const ttr = durations.find(({ metric }) => metric === 'ttr');
  if (ttr === undefined) return null;
  const found = {
    topic: 'time_to_restore',
    figures: ['durations/ttr_median/all', 'durations/ttr_change_previous/all'],
    basis: basisOf(ttr),
  };
  if (ttr.n + ttr.open === 0) {
    return {
      ...found,
      topic: 'no_data',
      tone: 'unknown',
      weight: 10,
      text: {
        en: `How long it took to restore service in ${period.name.en} is not known: no incident has both instants.`,
        ja: `${period.name.ja}の復旧時間は分かりません。影響開始と解消の両方が記録されたインシデントがありません。`,
      },
      sureness: { en: 'There is no figure to be sure of.', ja: '判断できる数値がありません。' },
    };
  }
  const comparison = ttr.comparisons.find((other) => other.with === 'previous');
  if (comparison === undefined || comparison.verdict === null)
    return { ...found, ...unjudged(ttr, period.ended) };
  const { verdict, n, previousN } = comparison;
  if (verdict === 'too_few') {
    return {
      ...found,
      tone: 'unknown',
      weight: 20,
      text: {
        en: `Whether service was restored faster or slower cannot be told: ${n} incidents against ${previousN} in ${previous.name.en}.`,
        ja: `復旧が速くなったか遅くなったかは判断できません：${n}件、${previous.name.ja}は${previousN}件。`,
      },
      sureness: {
        en: 'Too few to tell: each period needs at least 6.',
        ja: '判断するには件数が不足しています（各期間に6件以上必要）。',
      },
    };
  }
  return { ...found, ...judged(comparison, previous.name) };
}

function judged(
  comparison: ReportDurationComparison,
  previousName: { en: string; ja: string },
): Pick<Candidate, 'tone' | 'weight' | 'text' | 'sureness'> {
  const { verdict, ratio, lower, upper, smallestDetectableChange } = comparison;
  const medians = {
    en: `median ${formatSeconds(comparison.medianSeconds, 'en')} against ${formatSeconds(comparison.previousMedianSeconds, 'en')} in ${previousName.en}`,
    ja: `中央値 ${formatSeconds(comparison.medianSeconds, 'ja')}、${previousName.ja}は${formatSeconds(comparison.previousMedianSeconds, 'ja')}`,
  };
  const range = formatInterval(lower, upper, formatNumber);
  const ratioText = {
    en: `Ratio of the geometric means ${formatNumber(ratio)}, 95% interval ${range}`,
    ja: `幾何平均の比は${formatNumber(ratio)}（95%区間${range}）`,
  };
  if (verdict === 'no_clear_change') {
    const smallest = formatShare(smallestDetectableChange);
    return {
      tone: 'steady',
      weight: 40,
      text: {
        en: `Time to restore shows no clear change: ${medians.en}.`,
        ja: `復旧時間に明確な変化はありません：${medians.ja}。`,
      },
      sureness: {
        en: `${ratioText.en}: it includes 1. With so many incidents only a decrease of ${smallest} or more would have shown (80% power).`,
        ja: `${ratioText.ja}で、1を含みます。この件数で検出できたのは ${smallest} 以上の短縮だけです（検出力 80%）。`,
      },
    };
  }
  const fell = verdict === 'lower';
  return {
    tone: fell ? 'better' : 'worse',
    weight: fell ? 90 : 100,
    text: {
      en: `Service was restored ${fell ? 'faster' : 'more slowly'}: ${medians.en}.`,
      ja: `復旧は${fell ? '速く' : '遅く'}なりました：${medians.ja}。`,
    },
    sureness: {
      en: `${ratioText.en}: it leaves out 1. Why, the figure does not say; the mix of incidents may have changed.`,
      ja: `${ratioText.ja}で、1を含みません。理由はこの数値からは分かりません（インシデントの内訳が変わった可能性もあります）。`,
    },
  };
}

function unjudged(
  ttr: ReportDuration,
  ended: boolean,
): Pick<Candidate, 'tone' | 'weight' | 'text' | 'sureness'> {
  const median = (language: 'en' | 'ja') => formatSeconds(ttr.medianSeconds, language);
  const interval = (language: 'en' | 'ja') =>
    formatInterval(ttr.medianLower, ttr.medianUpper, (value) => formatSeconds(value, language));
  return {
    tone: 'unknown',
    weight: 35,
    text:
      ttr.medianSeconds === null
        ? {
            en: `No median time to restore can be given yet: ${ttr.n} incidents are restored, ${ttr.open} are open.`,
            ja: `復旧時間の中央値はまだ求められません：復旧済み${ttr.n}件、未解消${ttr.open}件。`,
          }
        : {
            en: `So far the median time to restore is ${median('en')} (95% interval ${interval('en')}).`,
            ja: `これまでの復旧時間の中央値は${median('ja')}です（95%区間${interval('ja')}）。`,
          },
    sureness: ended
      ? {
          en: 'Not judged against the period before: incidents of one of the two are still open.',
          ja: 'どちらかの期間に未解消のインシデントがあるため、前の期間との比較は判定しません。',
        }
      : {
          en: 'Not judged against the period before: this one has not ended.',
          ja: '期間が終わっていないため、前の期間との比較は判定しません。',
        },
  };
}

function basisOf({ n, open, missing, excluded }: ReportDuration): { en: string; ja: string } {
  return {
    en: `${n} restored incidents, ${open} open; ${missing} without both instants and ${excluded} excluded are listed in the exclusions.`,
    ja: `復旧済み${n}件、未解消${open}件。時刻が不明な${missing}件と除外した${excluded}件は除外一覧にあります。`,
  };
}
