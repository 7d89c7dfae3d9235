import { type ComponentType, lazy, Suspense, useEffect, useRef, useState } from 'react';

/**
 * A dialog whose code is loaded when it first opens, so that a page does not carry the kit's dialogs and select
 * boxes (40 kB) for what most visits never open:
 * `const GapDialog = lazyDialog(() => import('./GapDialog.js').then((m) => m.GapDialog));`
 * It stays mounted afterwards, so closing is drawn too.
 */
export function lazyDialog<Props extends { opened: boolean }>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const Loaded = lazy(async () => ({ default: await load() })) as unknown as ComponentType<Props>;
  // biome-ignore lint/correctness/noComponentHookFactories: called at module level, once for each dialog
  return function LazyDialog(props: Props) {
    const asked = useRef(false);
    asked.current ||= props.opened;
    return asked.current ? (
      <Suspense>
        <OpenOnceThere dialog={Loaded} props={props} />
      </Suspense>
    ) : null;
  };
}

/**
 * The dialog comes closed and opens in the next step: the kit notes what had the focus when a dialog opens, not when it
 * comes, and gives it back from there.
 */
function OpenOnceThere<Props extends { opened: boolean }>({
  dialog: Dialog,
  props,
}: {
  dialog: ComponentType<Props>;
  props: Props;
}) {
  const [isThere, setThere] = useState(false);
  useEffect(() => setThere(true), []);
  return <Dialog {...props} opened={props.opened && isThere} />;
}
