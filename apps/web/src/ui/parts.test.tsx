import { describe, expect, it, jest } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { ApiError } from '../api/http.js';
import { renderApp } from '../testing/renderApp.js';
import { ConfirmDialog } from './ConfirmDialog.js';
import { InstantInput } from './InstantInput.js';
import { MarkdownText } from './MarkdownText.js';
import { PersonPicker } from './PersonPicker.js';
import { SeverityBadge, severityLevel } from './SeverityBadge.js';
import { useUndoKeys, useUndoToast } from './undoToast.js';
import { VerdictBadge } from './VerdictBadge.js';

function Field({ onChange }: { onChange: (value: string | null) => void }) {
  const [value, setValue] = useState<string | null>('2026-11-21T05:05:00Z');
  const change = (next: string | null) => {
    setValue(next);
    onChange(next);
  };
  return <InstantInput label="Impact began" value={value} timeZone="Asia/Tokyo" onChange={change} />;
}

function Page({ undo, redo }: { undo: () => Promise<void>; redo?: () => Promise<void> }) {
  useUndoKeys();
  const undoable = useUndoToast();
  return (
    <button type="button" onClick={() => undoable({ message: '12 rules marked', undo, redo })}>
      mark
    </button>
  );
}

describe('badges', () => {
  it('carry a word beside sign and colour, also when compact', async () => {
    await renderApp(
      <>
        <SeverityBadge severity="SEV1" />
        <SeverityBadge severity={null} compact />
        <VerdictBadge verdict="false_positive" />
        <VerdictBadge verdict={null} compact />
      </>,
      { language: 'ja' },
    );
    for (const word of ['SEV1', '誤検知']) expect(screen.getByText(word)).toBeInTheDocument();
    for (const word of ['未設定', '未判定'])
      expect(screen.getByRole('img', { name: word })).toBeInTheDocument();
  });
  it('knows the words of the sources', () => {
    expect(['SEV2', 'warning', 'Critical', 'page', 'P4', null, 'strange'].map(severityLevel)).toEqual([
      'high',
      'medium',
      'critical',
      'critical',
      'low',
      'info',
      'info',
    ]);
  });
});

describe('InstantInput', () => {
  it('shows and takes the wall clock of the named zone', async () => {
    const changed = jest.fn();
    await renderApp(<Field onChange={changed} />);
    const field = screen.getByLabelText('Impact began (JST)');
    expect(field).toHaveValue('2026-11-21T14:05');
    fireEvent.change(field, { target: { value: '2026-11-21T23:30' } });
    expect(changed).toHaveBeenLastCalledWith('2026-11-21T23:30:00+09:00');
    fireEvent.change(field, { target: { value: '' } });
    expect(changed).toHaveBeenLastCalledWith(null);
  });
});

describe('MarkdownText', () => {
  it('draws Markdown, and nothing that runs or that calls another host', async () => {
    const text = [
      '# Title',
      '**bold** [link](https://example.com) [bad](javascript:alert(1)) [data](data:text/html,x)',
      '<script>alert(1)</script><img src=x onerror=alert(1)>',
      '![tracker](https://evil.example/pixel.png) ![other](//evil.example/p.png) ![ours](/files/1.png)',
      '| a | b |\n|---|---|\n| 1 | 2 |',
    ].join('\n\n');
    await renderApp(<MarkdownText>{text}</MarkdownText>);
    expect(await screen.findByRole('heading', { name: 'Title' })).toBeInTheDocument();
    const link = screen.getByRole('link', { name: 'link' });
    expect(link).toHaveAttribute('href', 'https://example.com');
    expect(link).toHaveAttribute('rel', 'noopener nofollow');
    expect(document.querySelector('script, [onerror], [href^="javascript"], [href^="data"]')).toBeNull();
    expect([...document.images].map((image) => image.getAttribute('src'))).toEqual(['/files/1.png']);
    expect(document.querySelector('link[rel="preload"]')).toBeNull();
    expect(screen.getByText('tracker')).toBeInTheDocument();
    expect(screen.getByRole('table')).toBeInTheDocument();
  });
});

describe('undo', () => {
  it('undoes by the button of the toast, once', async () => {
    const undo = jest.fn(async () => {});
    const { user } = await renderApp(<Page undo={undo} />);
    await user.click(screen.getByRole('button', { name: 'mark' }));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await user.keyboard('z');
    expect(undo).toHaveBeenCalledTimes(1);
  });
  it('undoes the last one by z, and does it again by Shift+Z', async () => {
    const undo = jest.fn(async () => {});
    const redo = jest.fn(async () => {});
    const { user } = await renderApp(<Page undo={undo} redo={redo} />);
    await user.click(screen.getByRole('button', { name: 'mark' }));
    fireEvent.keyDown(document.body, { key: 'z', code: 'KeyZ' });
    await waitFor(() => expect(undo).toHaveBeenCalledTimes(1));
    fireEvent.keyDown(document.body, { key: 'Z', code: 'KeyZ', shiftKey: true });
    await waitFor(() => expect(redo).toHaveBeenCalledTimes(1));
    fireEvent.keyDown(document.body, { key: 'z', code: 'KeyZ' });
    await waitFor(() => expect(undo).toHaveBeenCalledTimes(2));
  });
  it('keeps what could not be undone, and says why', async () => {
    const undo = jest.fn(async () => {
      throw new ApiError({ status: 409, code: 'stale', message: 'x' });
    });
    const { user } = await renderApp(<Page undo={undo} />);
    await user.click(screen.getByRole('button', { name: 'mark' }));
    fireEvent.keyDown(document.body, { key: 'z', code: 'KeyZ' });
    expect(await screen.findByText(/Somebody else has changed this/)).toBeInTheDocument();
    fireEvent.keyDown(document.body, { key: 'z', code: 'KeyZ' });
    await waitFor(() => expect(undo).toHaveBeenCalledTimes(2));
  });
});

describe('ConfirmDialog', () => {
  it('stays open with the reason when it fails', async () => {
    const closed = jest.fn();
    const confirm = jest
      .fn<() => Promise<void>>()
      .mockRejectedValueOnce(
        new ApiError({ status: 409, code: 'still_used', message: 'x', requestId: 'r-1' }),
      )
      .mockResolvedValueOnce();
    const { user } = await renderApp(
      <ConfirmDialog
        opened
        title="Delete the import"
        confirmLabel="Delete"
        onClose={closed}
        onConfirm={confirm}
        danger
      >
        <p>1,204 alerts</p>
      </ConfirmDialog>,
    );
    await user.click(await screen.findByRole('button', { name: 'Delete' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('still in use');
    expect(closed).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(closed).toHaveBeenCalledTimes(1));
  });
});

describe('PersonPicker', () => {
  it('finds by name and gives the id', async () => {
    const chosen = jest.fn();
    const people = [
      { id: '1', name: '田中 葵', email: 'aoi@example.com' },
      { id: '2', name: 'サトウ ケン' },
    ];
    const { user } = await renderApp(
      <PersonPicker label="Owner" people={people} value={null} onChange={chosen} />,
    );
    await user.type(screen.getByRole('combobox', { name: 'Owner' }), 'さとう');
    await user.click(await screen.findByRole('option', { name: 'サトウ ケン' }));
    expect(chosen.mock.calls[0]?.[0]).toBe('2');
  });
});
