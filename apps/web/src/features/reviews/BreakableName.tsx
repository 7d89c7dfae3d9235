import { Fragment } from 'react';

const JOINTS = /(?<=[a-z0-9])(?=[A-Z])|(?<=[_./:-])/;

/** A name without spaces (`CheckoutPodRestarts`, `disk_full`) that breaks between its words where it must break. */
export function BreakableName({ children }: { children: string }) {
  return children.split(JOINTS).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts have no other identity
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
