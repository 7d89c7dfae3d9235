import { beforeEach, describe, expect, it } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { ApiError } from '../../api/http.js';
import { renderApp } from '../../testing/renderApp.js';
import { NoteEditor } from './NoteEditor.js';

/** A server with one note; `others` is written by somebody else before the first save arrives. */
function Room({ others, saved }: { others: string | null; saved: string[] }) {
  const [note, setNote] = useState({ value: 'first line', rowVersion: 1 });
  const [pending, setPending] = useState(others);
  const newest = pending === null ? note : { value: pending, rowVersion: note.rowVersion + 1 };
  return (
    <NoteEditor
      label="Note"
      value={note.value}
      rowVersion={note.rowVersion}
      draftKey="7.1"
      save={async (value, { rowVersion }) => {
        if (rowVersion !== newest.rowVersion)
          throw new ApiError({ status: 409, code: 'stale', message: 'changed' });
        saved.push(value);
        setNote({ value, rowVersion: rowVersion + 1 });
      }}
      refetch={async () => {
        setNote(newest);
        setPending(null);
      }}
    />
  );
}

describe('NoteEditor', () => {
  beforeEach(() => localStorage.clear());

  it('saves when the field is left, and restores what a reload has interrupted', async () => {
    localStorage.setItem(
      'tenken.draft.7.1',
      JSON.stringify({ base: 'first line', rowVersion: 1, text: 'first line\nbegun before the reload' }),
    );
    const saved: string[] = [];
    const { user } = await renderApp(<Room others={null} saved={saved} />);
    const box = screen.getByRole('textbox', { name: 'Note' });
    expect(box).toHaveValue('first line\nbegun before the reload');
    await user.click(box);
    await user.tab();
    expect(saved).toEqual(['first line\nbegun before the reload']);
    await waitFor(() => expect(localStorage.getItem('tenken.draft.7.1')).toBeNull());
  });

  it('saves by Ctrl+Enter', async () => {
    const saved: string[] = [];
    const { user } = await renderApp(<Room others={null} saved={saved} />);
    await user.type(screen.getByRole('textbox', { name: 'Note' }), ' and more');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(saved).toEqual(['first line and more']);
    expect(screen.getByRole('button', { name: 'Save the note' })).toBeDisabled();
  });

  it('joins both texts when somebody was faster, and loses neither', async () => {
    const saved: string[] = [];
    const { user } = await renderApp(<Room others={'first line\ntheir line'} saved={saved} />);
    const box = screen.getByRole('textbox', { name: 'Note' });
    await user.type(box, '{Enter}my line');
    await user.click(screen.getByRole('button', { name: 'Save the note' }));
    expect(await screen.findByText('Somebody else wrote at the same time')).toBeVisible();
    expect(box).toHaveValue('first line\ntheir line\nmy line');
    await user.click(screen.getByRole('button', { name: 'Save the note' }));
    expect(saved).toEqual(['first line\ntheir line\nmy line']);
  });
});
