import { describe, expect, it } from '@jest/globals';
import { findPressure, type PressureSample } from './find-pressure.js';

const limits = { pendingDeliveries: 1000, pendingBytes: 10_000, freeDiskBytes: 500 };
const calm: PressureSample = {
  pendingDeliveries: 999,
  pendingBytes: 9_999,
  freeDiskBytes: 500,
  residentBytes: 850,
  memoryLimitBytes: 1000,
  heapUsedBytes: 90,
  heapLimitBytes: 100,
};

describe('why nothing more is taken in', () => {
  it.each<[string, Partial<PressureSample>, string | null]>([
    ['nothing at the edge of every limit', {}, null],
    ['as many deliveries as may wait', { pendingDeliveries: 1000 }, 'backlog'],
    ['as many bytes as may wait', { pendingBytes: 10_000 }, 'backlog'],
    ['the disk is nearly full', { freeDiskBytes: 499 }, 'disk'],
    ['the disk is not ours', { freeDiskBytes: null }, null],
    ['the process is nearly as large as its container', { residentBytes: 851 }, 'memory'],
    ['there is no limit to memory', { residentBytes: 1e12, memoryLimitBytes: null }, null],
    ['the heap is nearly full', { heapUsedBytes: 91 }, 'memory'],
    ['all at once: what takes longest to mend', { freeDiskBytes: 0, pendingBytes: 1e9 }, 'disk'],
  ])('%s', (_, change, expected) => {
    expect(findPressure({ ...calm, ...change }, limits)).toBe(expected);
  });
});
