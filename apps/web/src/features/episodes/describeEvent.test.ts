import { describe, expect, it } from '@jest/globals';
import { catalogueEn } from '../../i18n/catalogue.en.js';
import { catalogueJa } from '../../i18n/catalogue.ja.js';
import { createTranslator } from '../../i18n/createTranslator.js';
import { describeEvent } from './describeEvent.js';

const en = createTranslator('en', catalogueEn);
const ja = createTranslator('ja', catalogueJa);
const event = { kind: 'severity_changed', by: null, severity: 'high', detail: {} } as const;

describe('describeEvent', () => {
  it('does not say the new severity a second time', () => {
    const told = describeEvent({ ...event, detail: { from: 'low', to: 'high' } }, en);
    expect(told).toEqual({ what: 'severity changed to high', details: 'from: low' });
  });

  it('says what the sentence does not', () => {
    expect(describeEvent({ ...event, detail: { to: 'P2' } }, ja).details).toBe('to：P2');
    expect(describeEvent({ ...event, kind: 'firing', detail: { to: 'high' } }, en).details).toBe('to: high');
  });
});
