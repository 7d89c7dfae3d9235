import { describe, expect, it, jest } from '@jest/globals';
import { fireEvent, screen } from '@testing-library/react';
import { renderApp } from '../testing/renderApp.js';
import { comboParts, isCharacterCombo, type KeyPress, matchesCombo, parseCombo } from './keyCombo.js';
import { matchesWords } from './matchesWords.js';
import { useKeys } from './useKeys.js';

const press = (change: Partial<KeyPress>): KeyPress => ({
  key: '',
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  isComposing: false,
  keyCode: 0,
  ...change,
});

describe('matchesCombo', () => {
  it.each([
    ['j', press({ key: 'j', code: 'KeyJ' }), true],
    ['j', press({ key: 'J', code: 'KeyJ', shiftKey: true }), false],
    ['Shift+J', press({ key: 'J', code: 'KeyJ', shiftKey: true }), true],
    // Caps Lock
    ['j', press({ key: 'J', code: 'KeyJ' }), true],
    ['j', press({ key: 'j', code: 'KeyJ', ctrlKey: true }), false],
    // A kana layout puts another character on the key.
    ['j', press({ key: 'ま', code: 'KeyJ' }), true],
    // On a French layout the digit row needs Shift; the key itself counts.
    ['2', press({ key: 'é', code: 'Digit2' }), true],
    ['2', press({ key: '2', code: 'Numpad2' }), true],
    // Dvorak: what it types counts, not where it is.
    ['j', press({ key: 'c', code: 'KeyJ' }), false],
    ['?', press({ key: '?', code: 'Slash', shiftKey: true }), true],
    ['?', press({ key: '/', code: 'Slash' }), false],
    ['Mod+Enter', press({ key: 'Enter', metaKey: true }), true],
    ['Mod+Enter', press({ key: 'Enter', ctrlKey: true }), true],
    ['Mod+Enter', press({ key: 'Enter' }), false],
    ['Mod+K', press({ key: 'k', code: 'KeyK', ctrlKey: true }), true],
    ['Space', press({ key: ' ', code: 'Space' }), true],
    ['Escape', press({ key: 'Escape' }), true],
    ['x', press({ key: 'x', code: 'KeyX', altKey: true }), false],
  ])('%s', (combo, event, expected) => {
    expect(matchesCombo(event, parseCombo(combo))).toBe(expected);
  });

  it('knows which keys type a character', () => {
    expect(['j', 'Shift+J', '?', '1', 'Space'].map((c) => isCharacterCombo(parseCombo(c)))).not.toContain(
      false,
    );
    expect(['Mod+K', 'Enter', 'Escape', 'ArrowUp'].map((c) => isCharacterCombo(parseCombo(c)))).not.toContain(
      true,
    );
  });

  it('draws keys', () => {
    expect(comboParts('Mod+k', false)).toEqual(['Ctrl', 'K']);
    expect(comboParts('Mod+Enter', true)).toEqual(['⌘', 'Enter']);
    expect(comboParts('Shift+J', false)).toEqual(['Shift', 'J']);
    expect(comboParts('ArrowDown', false)).toEqual(['↓']);
  });
});

describe('matchesWords', () => {
  it.each([
    ['てんけん', 'アラート点検会 テンケン', true],
    ['ﾃﾝｹﾝ', 'てんけん', true],
    ['ＲＵＬＥ', 'Rules', true],
    ['rule settings', 'Settings: rules', true],
    ['rule x', 'rules', false],
    ['', 'anything', true],
  ])('%p in %p', (query, text, expected) => {
    expect(matchesWords(query, text)).toBe(expected);
  });
});

function Page({ run, when }: { run: (name: string) => void; when?: boolean }) {
  useKeys('Outer', [
    { key: 'j', label: 'Outer j', run: () => run('outer j'), repeat: true },
    { key: '1', label: 'One', run: () => run('one') },
    { key: 'Mod+Enter', label: 'Send', run: () => run('send') },
    { key: 'Enter', label: 'Open', run: () => run('open') },
  ]);
  useKeys('Inner', [{ key: 'j', label: 'Inner j', run: () => run('inner j'), when, repeat: true }]);
  return (
    <>
      <textarea aria-label="note" />
      <input type="checkbox" aria-label="check" />
      <button type="button">press</button>
    </>
  );
}

describe('useKeys', () => {
  it('runs one binding, of the scope that came last', async () => {
    const run = jest.fn();
    await renderApp(<Page run={run} />);
    fireEvent.keyDown(document.body, { key: 'j', code: 'KeyJ' });
    expect(run.mock.calls).toEqual([['inner j']]);
  });

  it('falls through a binding that is off', async () => {
    const run = jest.fn();
    await renderApp(<Page run={run} when={false} />);
    fireEvent.keyDown(document.body, { key: 'j', code: 'KeyJ' });
    expect(run.mock.calls).toEqual([['outer j']]);
  });

  it('leaves keys to the input method', async () => {
    const run = jest.fn();
    await renderApp(<Page run={run} />);
    fireEvent.keyDown(document.body, { key: 'j', code: 'KeyJ', isComposing: true });
    fireEvent.keyDown(document.body, { key: 'Process', code: 'KeyJ', keyCode: 229 });
    fireEvent.keyDown(screen.getByLabelText('note'), { key: 'Enter', ctrlKey: true, isComposing: true });
    expect(run).not.toHaveBeenCalled();
  });

  it('leaves keys to text fields, except with Ctrl or ⌘', async () => {
    const run = jest.fn();
    await renderApp(<Page run={run} />);
    const note = screen.getByLabelText('note');
    fireEvent.keyDown(note, { key: 'j', code: 'KeyJ' });
    fireEvent.keyDown(note, { key: 'Enter' });
    expect(run).not.toHaveBeenCalled();
    fireEvent.keyDown(note, { key: 'Enter', ctrlKey: true });
    fireEvent.keyDown(screen.getByLabelText('check'), { key: 'j', code: 'KeyJ' });
    expect(run.mock.calls).toEqual([['send'], ['inner j']]);
  });

  it('leaves Enter to buttons', async () => {
    const run = jest.fn();
    await renderApp(<Page run={run} />);
    fireEvent.keyDown(screen.getByRole('button', { name: 'press' }), { key: 'Enter' });
    expect(run).not.toHaveBeenCalled();
    fireEvent.keyDown(document.body, { key: 'Enter' });
    expect(run.mock.calls).toEqual([['open']]);
  });

  it('ignores a held key, unless the binding repeats', async () => {
    const run = jest.fn();
    await renderApp(<Page run={run} />);
    fireEvent.keyDown(document.body, { key: '1', code: 'Digit1', repeat: true });
    fireEvent.keyDown(document.body, { key: 'j', code: 'KeyJ', repeat: true });
    expect(run.mock.calls).toEqual([['inner j']]);
  });

  it('is silent behind a modal dialog', async () => {
    const run = jest.fn();
    await renderApp(
      <>
        <Page run={run} />
        <div role="dialog" aria-modal="true" aria-label="d" />
      </>,
    );
    fireEvent.keyDown(document.body, { key: 'j', code: 'KeyJ' });
    expect(run).not.toHaveBeenCalled();
  });

  it('switches single keys off, not those with Ctrl', async () => {
    localStorage.setItem('tenken.singleKeys', 'off');
    const run = jest.fn();
    await renderApp(<Page run={run} />);
    fireEvent.keyDown(document.body, { key: 'j', code: 'KeyJ' });
    fireEvent.keyDown(document.body, { key: '1', code: 'Digit1' });
    expect(run).not.toHaveBeenCalled();
    fireEvent.keyDown(document.body, { key: 'Enter', ctrlKey: true });
    expect(run.mock.calls).toEqual([['send']]);
    localStorage.clear();
  });
});
