import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { KeyRegistry } from './KeyRegistry.js';

const STORAGE_KEY = 'tenken.singleKeys';

interface KeyContextValue {
  registry: KeyRegistry;
  singleKeys: boolean;
  setSingleKeys(on: boolean): void;
}

const KeyContext = createContext<KeyContextValue | null>(null);

function readSetting(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== 'off';
  } catch {
    return true;
  }
}

/** Holds the key registry and the one listener of the page. */
export function KeyProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(() => new KeyRegistry());
  const [singleKeys, setState] = useState(readSetting);
  useEffect(() => registry.setSingleKeys(singleKeys), [registry, singleKeys]);
  useEffect(() => {
    document.addEventListener('keydown', registry.handle);
    return () => document.removeEventListener('keydown', registry.handle);
  }, [registry]);
  const value = useMemo(
    () => ({
      registry,
      singleKeys,
      setSingleKeys: (on: boolean) => {
        try {
          localStorage.setItem(STORAGE_KEY, on ? 'on' : 'off');
        } catch {
          // holds until the page is closed
        }
        setState(on);
      },
    }),
    [registry, singleKeys],
  );
  return <KeyContext value={value}>{children}</KeyContext>;
}

export function useKeyContext(): KeyContextValue {
  const value = use(KeyContext);
  if (!value) throw new Error('keys need a KeyProvider above them');
  return value;
}

/** The switch of single-key shortcuts (WCAG 2.1.4): `[on, setOn]`, remembered in this browser. */
export function useSingleKeys(): [boolean, (on: boolean) => void] {
  const { singleKeys, setSingleKeys } = useKeyContext();
  return [singleKeys, setSingleKeys];
}
