import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useKeyContext } from './KeyProvider.js';
import type { KeyBinding, KeyScope } from './KeyRegistry.js';

interface Options {
  /** For the keys of a modal dialog: they work in it, and only they. */
  inDialog?: boolean;
  /** For the layout: the page's keys win over these. */
  everywhere?: boolean;
  /** False switches the whole scope off. */
  enabled?: boolean;
}

/**
 * Registers the keys of a part of the page while it is mounted. Bindings may be made anew at each render:
 * the newest are used. Later mounted scopes win over earlier ones.
 */
export function useKeys(scopeTitle: string, bindings: readonly KeyBinding[], options: Options = {}): void {
  const { registry } = useKeyContext();
  const { inDialog = false, everywhere = false, enabled = true } = options;
  const current = useRef<KeyScope | null>(null);
  const shape = enabled
    ? bindings
        .map((b) => `${[b.key].flat().join(' ')}|${b.label}|${b.when !== false}|${b.hidden === true}`)
        .join('\n')
    : null;

  // The functions of the newest render, without telling the registry each time.
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });

  useEffect(() => {
    if (shape === null) return;
    const scope: KeyScope = {
      title: scopeTitle,
      inDialog,
      everywhere,
      bindings: latest.current.map((binding, index) => ({
        ...binding,
        run: (event) => (latest.current[index] ?? binding).run(event),
      })),
    };
    if (current.current) registry.replace(current.current, scope);
    else registry.add(scope);
    current.current = scope;
  }, [registry, scopeTitle, inDialog, everywhere, shape]);

  useEffect(() => {
    if (!enabled) return;
    return () => {
      if (current.current) registry.remove(current.current);
      current.current = null;
    };
  }, [registry, enabled]);
}

/** Every scope of the page now, oldest first. */
export function useKeyScopes(): readonly KeyScope[] {
  const { registry } = useKeyContext();
  return useSyncExternalStore(registry.subscribe, registry.getScopes);
}
