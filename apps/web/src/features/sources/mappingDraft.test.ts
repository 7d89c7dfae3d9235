import { describe, expect, it } from '@jest/globals';
import { SourceMapping } from '@tenken/shared/source-mapping.contract';
import { expressionsOf, fromMappingDraft, isEmptyDraft, toMappingDraft } from './mappingDraft.js';

describe('the draft of a mapping', () => {
  const mapping: SourceMapping = {
    rule: 'name',
    at: 'ts',
    state: 'status',
    stateValues: { 'a = b': 'firing', Good: 'ok' },
    severityValues: { P1: 'critical' },
    timeZone: 'Asia/Tokyo',
  };

  it('comes back as it was', () => {
    const read = fromMappingDraft(toMappingDraft(mapping));
    expect(read).toEqual({ mapping, errors: {} });
    expect(SourceMapping.parse(read.mapping)).toEqual(mapping);
    const started = { rule: 'a', startsAt: 'b' };
    expect(fromMappingDraft(toMappingDraft(started)).mapping).toEqual(started);
  });

  it('is empty without a mapping, and says what is needed', () => {
    const draft = toMappingDraft(undefined);
    expect(isEmptyDraft(draft)).toBe(true);
    expect(fromMappingDraft(draft).errors).toEqual({ rule: 'missing', startsAt: 'missing' });
    expect(fromMappingDraft({ ...draft, mode: 'state' }).errors).toEqual({
      rule: 'missing',
      at: 'missing',
      state: 'missing',
    });
  });

  it('leaves out what the other mode asks', () => {
    const draft = { ...toMappingDraft(mapping), mode: 'start' as const };
    expect(fromMappingDraft(draft).mapping).not.toHaveProperty('state');
    expect(fromMappingDraft(draft).mapping).not.toHaveProperty('stateValues');
    expect(expressionsOf('start')).not.toContain('at');
  });

  it.each([
    ['nonsense', 'values'],
    ['= ok', 'values'],
    ['Bad = on fire', 'states'],
    ['Bad ＝ firing', undefined],
  ])('says of the states %p: %s', (stateValues, error) => {
    expect(fromMappingDraft({ ...toMappingDraft(mapping), stateValues }).errors.stateValues).toBe(error);
  });
});
