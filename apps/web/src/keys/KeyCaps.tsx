import { Kbd } from '@mantine/core';
import { Fragment } from 'react';
import { comboParts, isMac } from './keyCombo.js';

/** A combination drawn as keys: `Ctrl` + `K`. */
export function KeyCaps({ combo }: { combo: string }) {
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      {comboParts(combo, isMac()).map((part, index) => (
        <Fragment key={part}>
          {index > 0 && ' + '}
          <Kbd size="sm">{part}</Kbd>
        </Fragment>
      ))}
    </span>
  );
}
