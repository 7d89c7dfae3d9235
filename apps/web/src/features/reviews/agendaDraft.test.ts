import { describe, expect, it } from '@jest/globals';
import { addKnownStep, addStep, type DraftStep, isWhole, missingSteps, moveStep } from './agendaDraft.js';

const step = (key: string, title: string | null = null): DraftStep => ({ key, title, minutes: 5 });
const keys = (steps: readonly DraftStep[]) => steps.map(({ key }) => key);

describe('agendaDraft', () => {
  const steps = [step('overview'), step('talk_1', 'News'), step('wrap_up')];

  it('moves a step, and not past the ends', () => {
    expect(keys(moveStep(steps, 'talk_1', -1))).toEqual(['talk_1', 'overview', 'wrap_up']);
    expect(moveStep(steps, 'overview', -1)).toBe(steps);
    expect(moveStep(steps, 'wrap_up', 1)).toBe(steps);
  });

  it('adds steps before the wrap-up, under keys that are new', () => {
    expect(keys(addStep(steps, 'Changes', 10))).toEqual(['overview', 'talk_1', 'talk_2', 'wrap_up']);
    expect(keys(addStep([step('overview')], 'Changes', 10))).toEqual(['overview', 'talk_1']);
    expect(keys(addKnownStep(steps, 'rules', 30))).toEqual(['overview', 'talk_1', 'rules', 'wrap_up']);
    expect(missingSteps(steps)).toEqual(['open_decisions', 'rules', 'incidents_gaps']);
  });

  it('is whole with a step, and a title for each of one’s own', () => {
    expect([isWhole(steps), isWhole([]), isWhole([step('talk_1', ' ')])]).toEqual([true, false, false]);
  });
});
