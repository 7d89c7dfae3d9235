/** What is looked at before something more is taken in. Bytes; null = not known, or not ours to look after. */
export interface PressureSample {
  pendingDeliveries: number;
  pendingBytes: number;
  /** on the disk of the embedded database */
  freeDiskBytes: number | null;
  residentBytes: number;
  /** of the container or the machine */
  memoryLimitBytes: number | null;
  heapUsedBytes: number;
  heapLimitBytes: number;
}

export interface PressureLimits {
  pendingDeliveries: number;
  pendingBytes: number;
  freeDiskBytes: number;
}

export type PressureReason = 'backlog' | 'disk' | 'memory';

/** Leaves room for what is in hand already, and for the reports that people look at meanwhile. */
const MEMORY_SHARE = 0.85;
const HEAP_SHARE = 0.9;

/** Why nothing more can be taken in now, or null. */
export function findPressure(sample: PressureSample, limits: PressureLimits): PressureReason | null {
  if (sample.freeDiskBytes !== null && sample.freeDiskBytes < limits.freeDiskBytes) return 'disk';
  if (sample.memoryLimitBytes !== null && sample.residentBytes > MEMORY_SHARE * sample.memoryLimitBytes)
    return 'memory';
  if (sample.heapUsedBytes > HEAP_SHARE * sample.heapLimitBytes) return 'memory';
  const isBehind =
    sample.pendingDeliveries >= limits.pendingDeliveries || sample.pendingBytes >= limits.pendingBytes;
  return isBehind ? 'backlog' : null;
}
