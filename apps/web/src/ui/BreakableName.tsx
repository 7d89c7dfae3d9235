import { Fragment } from 'react';

/** A machine's name (`CheckoutLatencyP99`, `disk_full`) that breaks between its words when there is no room. */
export function BreakableName({ name }: { name: string }) {
  const parts = name.split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[_\-./:])/);
  return (
    <span style={{ overflowWrap: 'break-word' }}>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one name never move
        <Fragment key={index}>
          {index > 0 && <wbr style={{ display: 'inline' }} />}
          {part}
        </Fragment>
      ))}
    </span>
  );
}
