import { describe, expect, it } from '@jest/globals';
import { BUILTIN_TEMPLATES } from '@tenken/shared/review-templates.contract';
import { AgendaStepsSchema } from '@tenken/shared/reviews.contract';
import { builtinTemplates } from './builtin-templates.js';

describe('builtinTemplates', () => {
  it.each(['en', 'ja'] as const)(
    'can each be the agenda of a session (%s), and takes as long as it says',
    (language) => {
      const templates = builtinTemplates(language, false);
      for (const { name, steps } of templates) {
        expect(AgendaStepsSchema.safeParse(steps).error).toBeUndefined();
        const minutes = steps.reduce((sum, step) => sum + step.minutes, 0);
        expect(name).toContain(String(minutes));
      }
      expect(templates.map(({ id }) => id).sort()).toEqual([...BUILTIN_TEMPLATES].sort());
    },
  );

  it('leaves the choice to a template of one’s own', () => {
    expect(builtinTemplates('en', false).map(({ isDefault }) => isDefault)).toEqual([true, false]);
    expect(builtinTemplates('en', true).some(({ isDefault }) => isDefault)).toBe(false);
  });
});
