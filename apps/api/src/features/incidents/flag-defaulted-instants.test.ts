import { describe, expect, it } from '@jest/globals';
import { flagDefaultedInstants } from './flag-defaulted-instants.js';

const ten = '2026-11-20T10:00:00.000Z';
const eleven = '2026-11-20T11:00:00.000Z';

describe('flagDefaultedInstants', () => {
  it.each([
    [
      'a known source that fills detected with declared',
      'datadog',
      { detectedAt: ten, declaredAt: ten },
      { detectedAt: 'defaulted', declaredAt: 'imported' },
    ],
    [
      'the same source with two instants',
      'Datadog',
      { detectedAt: ten, declaredAt: eleven },
      { detectedAt: 'imported', declaredAt: 'imported' },
    ],
    [
      'a known source under another spelling',
      'Incident-IO',
      { detectedAt: ten, declaredAt: ten },
      { detectedAt: 'defaulted', declaredAt: 'imported' },
    ],
    [
      'an unknown source is believed',
      'spreadsheet',
      { detectedAt: ten, declaredAt: ten },
      { detectedAt: 'imported', declaredAt: 'imported' },
    ],
    [
      'an instant that is not known has no provenance',
      'datadog',
      { detectedAt: null, startedAt: ten },
      { startedAt: 'imported' },
    ],
  ] as const)('%s', (_, source, instants, expected) => {
    expect(flagDefaultedInstants(source, instants)).toEqual(expected);
  });

  it('believes the record about itself', () => {
    expect(flagDefaultedInstants('x', { startedAt: ten }, { startedAt: 'defaulted' })).toEqual({
      startedAt: 'defaulted',
    });
  });
});
