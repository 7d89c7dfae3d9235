import { describe, expect, it } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { renderApp } from '../testing/renderApp.js';
import type { Comparison } from '../url/comparison.js';
import { ComparisonPicker } from './ComparisonPicker.js';

const quarter = { from: '2026-07-01', to: '2026-10-01' };
let chosen: Comparison;
function Picker({ first }: { first: Comparison }) {
  const [value, setValue] = useState(first);
  chosen = value;
  return <ComparisonPicker range={quarter} value={value} onChange={setValue} />;
}

describe('ComparisonPicker', () => {
  it('begins two days of one’s own with the quarter before', async () => {
    const { user } = await renderApp(<Picker first="previous" />);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Compare with' }), 'vs other days');
    expect(chosen).toEqual({ from: '2026-04-01', to: '2026-07-01' });
    expect(screen.getByLabelText('Last day to compare with')).toHaveValue('2026-06-30');
  });

  it('takes days in order, and says when they are not', async () => {
    await renderApp(<Picker first={{ from: '2026-04-01', to: '2026-07-01' }} />);
    const first = screen.getByLabelText('First day to compare with');
    fireEvent.change(first, { target: { value: '2026-07-02' } });
    expect(screen.getByText('The last day must not be before the first.')).toBeVisible();
    expect(chosen).toEqual({ from: '2026-04-01', to: '2026-07-01' });
    fireEvent.change(first, { target: { value: '2026-05-01' } });
    expect(chosen).toEqual({ from: '2026-05-01', to: '2026-07-01' });
  });

  it('goes back to last year', async () => {
    const { user } = await renderApp(<Picker first={{ from: '2026-04-01', to: '2026-07-01' }} />);
    await user.selectOptions(
      screen.getByRole('combobox', { name: 'Compare with' }),
      'vs the same period last year',
    );
    expect(chosen).toBe('last_year');
    expect(screen.queryByLabelText('First day to compare with')).toBeNull();
  });
});
