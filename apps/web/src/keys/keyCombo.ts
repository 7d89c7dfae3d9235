/** A key as bindings write it: `j`, `Shift+J`, `Mod+Enter` (Ctrl, or ⌘ on a Mac), `?`, `Escape`, `Space`, `1`. */
export interface KeyCombo {
  key: string;
  mod: boolean;
  shift: boolean;
  alt: boolean;
}

/** The parts of a KeyboardEvent that matching looks at. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'isComposing' | 'keyCode'
>;

export function parseCombo(text: string): KeyCombo {
  const parts = text === '+' ? ['+'] : text.split('+');
  const key = parts.at(-1) ?? '';
  const modifiers = new Set(parts.slice(0, -1).map((part) => part.toLowerCase()));
  return {
    key: key === 'Space' ? ' ' : key.length === 1 ? key.toLowerCase() : key,
    mod: modifiers.has('mod') || modifiers.has('ctrl'),
    shift: modifiers.has('shift'),
    alt: modifiers.has('alt'),
  };
}

/** True while an input method is composing: the key belongs to it (keyCode 229 is how some browsers say so). */
export function belongsToInputMethod(event: KeyPress): boolean {
  return event.isComposing || event.keyCode === 229;
}

const LETTER_OR_DIGIT = /^[a-z0-9]$/;

/** The letter or digit of the physical key, for layouts and input methods that put another character on it. */
function characterOfCode(code: string): string | null {
  const match = /^(?:Key([A-Z])|(?:Digit|Numpad)([0-9]))$/.exec(code);
  return match ? (match[1] ?? match[2] ?? '').toLowerCase() : null;
}

/**
 * True when a press is the combination. Letters and digits match by the character, else by the physical key;
 * their Shift must agree. Signs (`?`, `/`, `,`) match by the character, whichever keys make it.
 */
export function matchesCombo(event: KeyPress, combo: KeyCombo): boolean {
  if (combo.mod !== (event.ctrlKey || event.metaKey) || combo.alt !== event.altKey) return false;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (LETTER_OR_DIGIT.test(combo.key)) {
    if (combo.shift !== event.shiftKey) return false;
    return (LETTER_OR_DIGIT.test(key) ? key : characterOfCode(event.code)) === combo.key;
  }
  if (combo.key.length > 1 || combo.key === ' ') return key === combo.key && combo.shift === event.shiftKey;
  return key === combo.key;
}

/** A key that also types a character when no modifier is held: WCAG 2.1.4 wants these to be switchable. */
export function isCharacterCombo(combo: KeyCombo): boolean {
  return !combo.mod && !combo.alt && combo.key.length === 1;
}

const NAMES: Readonly<Record<string, string>> = {
  ' ': 'Space',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

/** The parts of a combination as printed on keys: `['Ctrl', 'K']`, `['⌘', 'K']`. */
export function comboParts(text: string, mac: boolean): string[] {
  const combo = parseCombo(text);
  const parts: string[] = [];
  if (combo.mod) parts.push(mac ? '⌘' : 'Ctrl');
  if (combo.alt) parts.push(mac ? '⌥' : 'Alt');
  if (combo.shift) parts.push('Shift');
  const single = combo.mod || combo.shift ? combo.key.toUpperCase() : combo.key;
  parts.push(NAMES[combo.key] ?? (combo.key.length === 1 ? single : combo.key));
  return parts;
}

export function isMac(): boolean {
  return /mac|iphone|ipad/i.test(navigator.platform);
}
