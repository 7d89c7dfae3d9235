import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type RuleVerdict, verdictSegments } from './verdict-segments.js';

const at = (minute: number) => new Date(minute * 60_000);
const verdict = (from: number, to: number, word: RuleVerdict['verdict']): RuleVerdict => ({
  alertRuleId: '1',
  from: at(from),
  to: at(to),
  verdict: word,
});

describe('verdictSegments', () => {
  it('lets the newest count where windows overlap', () => {
    const newest = verdict(20, 30, 'no_action');
    const older = verdict(10, 40, 'actionable');
    expect(verdictSegments([newest, older], at(0), at(35))).toEqual([
      newest,
      verdict(10, 20, 'actionable'),
      verdict(30, 35, 'actionable'),
    ]);
  });

  it('says for every instant what looking through the list says', () => {
    const some = fc.record({
      alertRuleId: fc.constantFrom('1', '2'),
      from: fc.integer({ min: 0, max: 30 }),
      length: fc.integer({ min: 1, max: 20 }),
      verdict: fc.constantFrom('actionable' as const, 'no_action' as const, 'unclear' as const),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 8 }), (list) => {
        const verdicts = list.map(({ alertRuleId, from, length, verdict: word }) => ({
          ...verdict(from, from + length, word),
          alertRuleId,
        }));
        const segments = verdictSegments(verdicts, at(5), at(40));
        for (const id of ['1', '2']) {
          for (let minute = 0; minute < 55; minute += 1) {
            const holds = (one: RuleVerdict) =>
              one.alertRuleId === id && one.from <= at(minute) && at(minute) < one.to;
            const expected = minute >= 5 && minute < 40 ? verdicts.find(holds)?.verdict : undefined;
            const found = segments.filter(holds);
            expect(found.map((one) => one.verdict)).toEqual(expected === undefined ? [] : [expected]);
          }
        }
      }),
    );
  });
});
