import { describe, expect, it } from '@jest/globals';
import { changeCoverageGap } from './change-coverage-gap.js';
import type { CoverageGapRow } from './coverage-gaps.repository.js';

const NOW = new Date('2026-11-21T03:00:00Z');
const OPEN: CoverageGapRow = {
  id: '1',
  serviceId: '1',
  signal: 'latency',
  incidentId: null,
  reviewSessionId: null,
  expected: '',
  owner: null,
  ownerId: null,
  dueOn: null,
  status: 'open',
  acceptedReason: null,
  acceptedUntil: null,
  closingAlertRuleId: null,
  closedAt: null,
  provenFingerprint: null,
  provenAt: null,
  actionItemId: null,
  rowVersion: 1,
  deletedAt: null,
};
const PROVEN: CoverageGapRow = {
  ...OPEN,
  status: 'proven',
  closingAlertRuleId: '7',
  closedAt: '2026-11-01T00:00:00.000Z',
  provenAt: '2026-11-02T00:00:00.000Z',
  provenFingerprint: 'f',
};
const change = (gap: CoverageGapRow, patch: Parameters<typeof changeCoverageGap>[1]) =>
  changeCoverageGap(gap, patch, NOW, '2026-11-21');

describe('changeCoverageGap', () => {
  it('closes only with a rule, and remembers when', () => {
    expect(() => change(OPEN, { status: 'closed' })).toThrow('which rule');
    expect(change(OPEN, { status: 'closed', closingAlertRuleId: '7' })).toMatchObject({
      status: 'closed',
      closingAlertRuleId: '7',
      closedAt: NOW.toISOString(),
    });
  });

  it('accepts only with a reason and a day to come', () => {
    expect(() => change(OPEN, { status: 'accepted', acceptedUntil: '2027-01-01' })).toThrow('why');
    expect(() =>
      change(OPEN, { status: 'accepted', acceptedReason: 'old', acceptedUntil: '2026-11-21' }),
    ).toThrow('when');
    expect(
      change(OPEN, { status: 'accepted', acceptedReason: 'old', acceptedUntil: '2026-11-22' }).status,
    ).toBe('accepted');
  });

  it('keeps the proof when something else changes, and loses it when opened again', () => {
    expect(change(PROVEN, { owner: 'A' })).toEqual({ ...PROVEN, owner: 'A' });
    expect(change(PROVEN, { status: 'in_progress' })).toEqual({ ...OPEN, status: 'in_progress' });
  });

  it('asks another rule for a proof of its own', () => {
    expect(change(PROVEN, { closingAlertRuleId: '8' })).toMatchObject({
      status: 'closed',
      closedAt: NOW.toISOString(),
      provenAt: null,
    });
  });

  it('drops the reason when it is no longer accepted', () => {
    const accepted = change(OPEN, { status: 'accepted', acceptedReason: 'old', acceptedUntil: '2026-12-01' });
    expect(change(accepted, { status: 'open' })).toEqual(OPEN);
  });

  it('deletes and brings back', () => {
    const deleted = change(OPEN, { deleted: true });
    expect(deleted.deletedAt).toBe(NOW.toISOString());
    expect(change(deleted, { deleted: false })).toEqual(OPEN);
  });
});
