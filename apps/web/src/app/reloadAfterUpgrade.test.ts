import { describe, expect, it, jest } from '@jest/globals';
import { reloadAfterUpgrade } from './reloadAfterUpgrade.js';

describe('a chunk that is gone after an upgrade', () => {
  it('loads the address anew, once', () => {
    const reload = jest.fn();
    reloadAfterUpgrade(window, reload);
    const lost = () => new Event('vite:preloadError', { cancelable: true });
    const first = lost();
    window.dispatchEvent(first);
    const second = lost();
    window.dispatchEvent(second);
    expect([reload.mock.calls.length, first.defaultPrevented, second.defaultPrevented]).toEqual([
      1,
      true,
      false,
    ]);
  });
});
