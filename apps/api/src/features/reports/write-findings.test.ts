import { describe, expect, it } from '@jest/globals';
import type { FindingInput } from './finding-candidate.js';
import { writeFindings } from './write-findings.js';

const period = (en: string, ja: string, ended = true) => ({
  from: '2026-07-01T00:00:00Z',
  to: '2026-10-01T00:00:00Z',
  fromDay: '2026-07-01',
  toDay: '2026-10-01',
  year: 2026,
  part: 3,
  fiscal: false,
  ended,
  name: { en, ja },
});
const share = (value: number, lower: number, upper: number, n: number) => ({ value, lower, upper, n });
type Rate = FindingInput['incidents'];
type Ttr = FindingInput['durations'][number];
const compared = {
  with: 'previous' as const,
  reason: null,
  previousFrom: '2026-04-01T00:00:00Z',
  previousTo: '2026-07-01T00:00:00Z',
};

/** 24 incidents against 26, restored in 45 minutes (30–70) against 50, nothing clear; nothing to follow up. */
function quarter(change: {
  ended?: boolean;
  rate?: Partial<Rate['comparisons'][number]> | null;
  n?: number;
  ttr?: Partial<Ttr>;
  ttrChange?: Partial<Ttr['comparisons'][number]>;
  recurrence?: Partial<FindingInput['recurrence']>;
  items?: Partial<FindingInput['actionItems']>;
  people?: FindingInput['detection'];
  postmortems?: FindingInput['postmortems'];
}): FindingInput {
  const n = change.n ?? 24;
  return {
    period: period('Q3 2026', '2026年 第3四半期', change.ended),
    previous: period('Q2 2026', '2026年 第2四半期'),
    incidents: {
      n,
      perWeek: (n / 92) * 7,
      perWeekLower: 1.17,
      perWeekUpper: n === 0 ? 0.28 : 2.72,
      exposureDays: 92,
      comparisons: [
        {
          ...compared,
          verdict: 'no_clear_change',
          n,
          previousN: 26,
          ratio: 0.91,
          lower: 0.5,
          upper: 1.65,
          pValue: 0.78,
          ...change.rate,
        },
      ],
    } as Rate,
    durations: [
      {
        metric: 'ttr',
        n,
        missing: 1,
        excluded: 2,
        open: 0,
        medianSeconds: n === 0 ? null : 2700,
        medianLower: 1800,
        medianUpper: 4200,
        comparisons: [
          {
            ...compared,
            verdict: 'no_clear_change',
            n,
            previousN: 26,
            ratio: 0.9,
            lower: 0.6,
            upper: 1.35,
            smallestDetectableChange: 0.44,
            medianSeconds: 2700,
            previousMedianSeconds: 3000,
            ...change.ttrChange,
          },
        ],
        ...change.ttr,
      } as Ttr,
    ],
    recurrence: {
      incidents: n,
      confirmed: 0,
      suggested: 2,
      confirmedRate: n === 0 ? null : share(0, 0, 0.14, n),
      fixOpen: 0,
      ...change.recurrence,
    } as FindingInput['recurrence'],
    actionItems: {
      created: 0,
      done: 0,
      declined: 0,
      deleted: 0,
      openInTime: 0,
      overdue: 0,
      completionRate: null,
      ...change.items,
    } as FindingInput['actionItems'],
    detection: change.people ?? null,
    postmortems: change.postmortems ?? null,
  };
}

const topics = (input: FindingInput) => writeFindings(input).map(({ topic, tone }) => `${topic} ${tone}`);
const sentence = (input: FindingInput, index: number) => {
  const { text, sureness } = writeFindings(input)[index]!;
  return [text.en, text.ja, sureness.en, sureness.ja].join('\n');
};
const EVENTS = {
  created: 10,
  done: 6,
  overdue: 3,
  openInTime: 1,
  completionRate: share(0.6, 0.31, 0.83, 10),
};

describe('findings', () => {
  it('are three, whatever there is', () => {
    const inputs = [
      quarter({}),
      quarter({ n: 0 }),
      quarter({ ended: false, rate: { verdict: null, reason: 'unfinished' } }),
      quarter({
        items: EVENTS,
        recurrence: { confirmed: 3, fixOpen: 1, confirmedRate: share(0.1, 0, 0.3, 24) },
      }),
    ];
    for (const input of inputs) {
      const findings = writeFindings(input);
      expect(findings).toHaveLength(3);
      for (const { text, sureness, basis, figures } of findings) {
        for (const words of [text, sureness, basis]) {
          expect(words.en).toMatch(/[.]$/);
          expect(words.ja).toMatch(/。$/);
          expect(`${words.en}${words.ja}`).not.toMatch(/undefined|null|NaN/);
        }
        expect(figures.length).toBeGreaterThan(0);
      }
    }
  });

  it.each([
    ['nothing clear', quarter({}), ['no_data attention', 'incident_rate steady', 'time_to_restore steady']],
    ['no incidents', quarter({ n: 0 }), ['no_data unknown', 'no_data unknown', 'no_data unknown']],
    [
      'worse first, then better, then what is late',
      quarter({
        ttrChange: { verdict: 'higher', ratio: 2, lower: 1.2, upper: 3.3 },
        rate: { verdict: 'lower', ratio: 0.5, lower: 0.28, upper: 0.9 },
        items: EVENTS,
      }),
      ['time_to_restore worse', 'incident_rate better', 'action_items attention'],
    ],
    [
      'a fix still open comes before items that are late and postmortems',
      quarter({
        recurrence: { confirmed: 3, fixOpen: 1, confirmedRate: share(0.125, 0.04, 0.31, 24) },
        items: EVENTS,
        postmortems: {
          required: 8,
          reviewed: 5,
          overdue: 2,
          unreviewed: 3,
          waived: 0,
        } as FindingInput['postmortems'],
      }),
      ['recurrence attention', 'action_items attention', 'postmortems attention'],
    ],
    [
      'a period before without any record is no news',
      quarter({ rate: { verdict: 'higher', previousN: 0, ratio: null, lower: null, upper: null } }),
      ['no_data attention', 'time_to_restore steady', 'recurrence unknown'],
    ],
    [
      'people noticed',
      quarter({ people: { byPeople: share(0.6, 0.4, 0.77, 20), unknown: 4 } as FindingInput['detection'] }),
      ['detection attention', 'no_data attention', 'incident_rate steady'],
    ],
  ] as const)('%s', (_, input, expected) => {
    expect(topics(input)).toEqual(expected);
  });

  it('never say more than the verdict', () => {
    const claims = /faster|slowly|less often|more often|速く|遅く|下がり|上がり/;
    for (const verdict of ['no_clear_change', 'too_few', null] as const) {
      const reason = verdict === null ? 'unfinished' : null;
      const input = quarter({ rate: { verdict, reason }, ttrChange: { verdict, reason } });
      const said = writeFindings(input)
        .map(({ text }) => `${text.en} ${text.ja}`)
        .join(' ')
        // "cannot be told whether faster or slower" is no claim
        .replace(/Whether [^.]*cannot be told|[^。]*判断できません/g, '');
      expect(said).not.toMatch(claims);
    }
  });

  it.each([
    [
      { ttrChange: { verdict: 'lower' as const, ratio: 0.5, lower: 0.3, upper: 0.83 } },
      `Service was restored faster: median 45 min against 50 min in Q2 2026.
復旧は速くなりました：中央値 45分、2026年 第2四半期は50分。
Ratio of the geometric means 0.5, 95% interval 0.3–0.83: it leaves out 1. Why, the figure does not say; the mix of incidents may have changed.
幾何平均の比は0.5（95%区間0.3–0.83）で、1を含みません。理由はこの数値からは分かりません（インシデントの内訳が変わった可能性もあります）。`,
    ],
    [
      { rate: { verdict: 'higher' as const, ratio: 2, lower: 1.1, upper: 3.7, previousN: 12 } },
      `Incidents began more often: 24 incidents (1.83 a week) against 12 in Q2 2026.
インシデントの頻度は上がりました：24件（週1.83件）、2026年 第2四半期は12件。
Ratio of the rates 2, 95% interval 1.1–3.7: it leaves out 1. Why, the figure does not say.
頻度の比は2（95%区間1.1–3.7）で、1を含みません。理由はこの数値からは分かりません。`,
    ],
    [
      { n: 0 },
      `No incident is recorded in Q3 2026.
2026年 第3四半期に記録されたインシデントはありません。
None in 92 days fits any true rate up to 0.28 a week (95%), and it does not tell a quiet period from one that nobody recorded.
92日間で0件という記録は、真の頻度が週0.28件まででも起こり得ます（95%）。平穏だったのか記録されなかったのかは、この数値だけでは区別できません。`,
    ],
  ])('in both languages: %#', (change, expected) => {
    expect(sentence(quarter(change), 0)).toBe(expected);
  });
});
