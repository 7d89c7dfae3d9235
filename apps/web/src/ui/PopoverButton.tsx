import { type ReactNode, type RefObject, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import classes from './PopoverButton.module.css';

export interface PopoverButtonProps {
  ref: RefObject<HTMLButtonElement | null>;
  onClick(): void;
  'aria-expanded': boolean;
  'aria-haspopup': 'dialog';
  'aria-controls': string | undefined;
}

interface Props {
  /** The accessible name of what opens. */
  label: string;
  /** Draws the button: spread the props on it. */
  button(props: PopoverButtonProps): ReactNode;
  /** Wide at most, in px. */
  width?: number;
  /** Drawn when open; `close` also gives the focus back. */
  children(close: () => void): ReactNode;
}

const GAP = 4;
const EDGE = 8;

/**
 * A button with a small panel beside it. It does what the kit's popover does for a fraction of its weight
 * (the kit's positioning library is loaded only with select boxes): opens below or above, follows scrolling,
 * takes the focus and gives it back, closes by Esc, by a click outside and when the focus leaves.
 */
export function PopoverButton({ label, button, width = 320, children }: Props) {
  const [opened, setOpened] = useState(false);
  const buttonRef = useRef<HTMLButtonElement>(null);
  const panelRef = useRef<HTMLDivElement>(null);
  const id = useId();

  const close = (giveFocusBack = true) => {
    setOpened(false);
    if (giveFocusBack) buttonRef.current?.focus();
  };

  useLayoutEffect(() => {
    if (!opened) return;
    const place = () => placePanel(buttonRef.current, panelRef.current);
    place();
    panelRef.current?.focus({ preventScroll: true });
    const sizes = new ResizeObserver(place);
    if (panelRef.current) sizes.observe(panelRef.current);
    window.addEventListener('resize', place);
    window.addEventListener('scroll', place, true);
    return () => {
      sizes.disconnect();
      window.removeEventListener('resize', place);
      window.removeEventListener('scroll', place, true);
    };
  }, [opened]);

  useEffect(() => {
    if (!opened) return;
    const onPointerDown = (event: PointerEvent) => {
      if (!belongs(event.target, buttonRef.current, panelRef.current)) setOpened(false);
    };
    document.addEventListener('pointerdown', onPointerDown);
    return () => document.removeEventListener('pointerdown', onPointerDown);
  }, [opened]);

  return (
    <>
      {button({
        ref: buttonRef,
        onClick: () => setOpened((open) => !open),
        'aria-expanded': opened,
        'aria-haspopup': 'dialog',
        'aria-controls': opened ? id : undefined,
      })}
      {opened && (
        <div
          ref={panelRef}
          id={id}
          role="dialog"
          aria-label={label}
          tabIndex={-1}
          className={classes.panel}
          style={{ width: `min(${width}px, calc(100vw - ${2 * EDGE}px))` }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || event.nativeEvent.isComposing || event.defaultPrevented) return;
            event.preventDefault();
            event.stopPropagation();
            close();
          }}
          onBlur={(event) => {
            if (event.relatedTarget && !belongs(event.relatedTarget, buttonRef.current, panelRef.current))
              close(false);
          }}
        >
          {children(close)}
        </div>
      )}
    </>
  );
}

/** True inside the button or the panel, and in a dropdown that a select box of the panel drew elsewhere. */
function belongs(target: EventTarget | null, button: Element | null, panel: Element | null): boolean {
  if (!(target instanceof Element)) return false;
  return button?.contains(target) || panel?.contains(target) || target.closest('[data-portal]') !== null;
}

function placePanel(button: HTMLElement | null, panel: HTMLElement | null): void {
  if (!button || !panel) return;
  const anchor = button.getBoundingClientRect();
  const size = panel.getBoundingClientRect();
  const left = Math.max(EDGE, Math.min(anchor.left, window.innerWidth - size.width - EDGE));
  const below = anchor.bottom + GAP;
  const roomBelow = window.innerHeight - below - EDGE;
  const above = size.height > roomBelow && anchor.top - GAP - EDGE > roomBelow;
  panel.style.left = `${left}px`;
  panel.style.top = above ? '' : `${below}px`;
  panel.style.bottom = above ? `${window.innerHeight - anchor.top + GAP}px` : '';
  panel.style.maxHeight = `${above ? anchor.top - GAP - EDGE : roomBelow}px`;
}
