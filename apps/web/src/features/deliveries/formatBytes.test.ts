import { describe, expect, it } from '@jest/globals';
import { formatBytes } from './formatBytes.js';

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [1023, '1,023 B'],
    [1024, '1 KiB'],
    [1536, '1.5 KiB'],
    [20_480, '20 KiB'],
    [8_388_608, '8 MiB'],
  ])('%d is %s', (bytes, text) => {
    expect(formatBytes(bytes, 'en')).toBe(text);
  });
});
