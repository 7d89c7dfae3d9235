import {
  belongsToInputMethod,
  isCharacterCombo,
  type KeyCombo,
  matchesCombo,
  parseCombo,
} from './keyCombo.js';

export interface KeyBinding {
  /** `j`, `Shift+J`, `Mod+Enter`, `?`, `Escape`; several for the same action. */
  key: string | readonly string[];
  /** What it does, translated; shown in the help and in the palette. */
  label: string;
  run(event: KeyboardEvent): void;
  /** False switches it off; it then stays out of the help too. */
  when?: boolean;
  /** Works on while the key is held down (moving in a list). */
  repeat?: boolean;
  /** Not in the help and not in the palette. */
  hidden?: boolean;
  /** Other words that find it in the palette, in any language. */
  aliases?: string;
}

export interface KeyScope {
  title: string;
  /** Works while a modal dialog is open; all other scopes are then silent. */
  inDialog: boolean;
  /** Of the layout: every page's keys win over it, whichever came first. */
  everywhere: boolean;
  bindings: readonly KeyBinding[];
}

const TEXT_INPUTS = new Set([
  'checkbox',
  'radio',
  'button',
  'submit',
  'reset',
  'range',
  'color',
  'file',
  'image',
]);

/** True where typing belongs to the field. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.getAttribute('contenteditable') === 'true') return true;
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !TEXT_INPUTS.has(target.type);
}

/** True where Enter and Space already mean "press this". */
function isPressable(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest(
      'a[href], button, summary, input, [role="button"], [role="option"], [role="menuitem"], [role="tab"]',
    ) !== null
  );
}

/**
 * All keys of the page. Scopes are asked from the newest to the oldest, so that what opened last wins; the
 * first binding that matches runs, alone.
 */
export class KeyRegistry {
  #scopes: KeyScope[] = [];
  #listeners = new Set<() => void>();
  #combos = new Map<string, KeyCombo>();
  #singleKeys = true;

  add(scope: KeyScope): void {
    this.#set(scope.everywhere ? [scope, ...this.#scopes] : [...this.#scopes, scope]);
  }

  remove(scope: KeyScope): void {
    this.#set(this.#scopes.filter((other) => other !== scope));
  }

  /** Puts a scope's new bindings in its place, so that re-rendering does not change the order. */
  replace(old: KeyScope, next: KeyScope): void {
    this.#set(this.#scopes.map((scope) => (scope === old ? next : scope)));
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The scopes of now, oldest first; a new array after each change. */
  getScopes = (): readonly KeyScope[] => this.#scopes;

  setSingleKeys(on: boolean): void {
    this.#singleKeys = on;
  }

  /** Runs the binding of a key press, if there is one. */
  handle = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || belongsToInputMethod(event)) return;
    const inDialog = document.querySelector('[aria-modal="true"]') !== null;
    const typing = isTyping(event.target);
    for (const scope of this.#scopes.toReversed()) {
      if (inDialog && !scope.inDialog) continue;
      for (const binding of scope.bindings) {
        if (binding.when === false || (event.repeat && !binding.repeat)) continue;
        if (!this.#keysOf(binding).some((combo) => this.#applies(event, combo, typing))) continue;
        event.preventDefault();
        binding.run(event);
        return;
      }
    }
  };

  #applies(event: KeyboardEvent, combo: KeyCombo, typing: boolean): boolean {
    if (!matchesCombo(event, combo)) return false;
    if (typing && !combo.mod) return false;
    if (!this.#singleKeys && isCharacterCombo(combo)) return false;
    return !((combo.key === 'Enter' || combo.key === ' ') && !combo.mod && isPressable(event.target));
  }

  #keysOf(binding: KeyBinding): KeyCombo[] {
    return [binding.key].flat().map((text) => {
      const known = this.#combos.get(text) ?? parseCombo(text);
      this.#combos.set(text, known);
      return known;
    });
  }

  #set(scopes: KeyScope[]): void {
    this.#scopes = scopes;
    for (const listener of this.#listeners) listener();
  }
}

/** The bindings to show people, newest scope first, scopes of one title together. */
export function shownBindings(scopes: readonly KeyScope[]): { title: string; bindings: KeyBinding[] }[] {
  const groups = new Map<string, KeyBinding[]>();
  for (const scope of scopes.toReversed()) {
    const shown = scope.bindings.filter((binding) => binding.when !== false && !binding.hidden);
    if (shown.length > 0) groups.set(scope.title, [...(groups.get(scope.title) ?? []), ...shown]);
  }
  return [...groups].map(([title, bindings]) => ({ title, bindings }));
}
