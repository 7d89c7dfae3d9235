import { describe, expect, it } from '@jest/globals';
import { SOURCE_KINDS } from '@tenken/shared/source-kinds';
import { catalogueEn } from '../../i18n/catalogue.en.js';
import { catalogueJa } from '../../i18n/catalogue.ja.js';
import { createTranslator } from '../../i18n/createTranslator.js';
import { kindName, prepareKinds } from './prepareKinds.js';
import { prepareSnippets } from './prepareSnippets.js';

const en = createTranslator('en', catalogueEn);
const ja = createTranslator('ja', catalogueJa);

describe('prepareKinds', () => {
  it('offers every kind but the recorder, which is part of an Alertmanager', () => {
    const kinds = prepareKinds(en, '').flatMap((group) => group.kinds.map(({ kind }) => kind));
    expect(kinds).toEqual(Object.keys(SOURCE_KINDS).filter((kind) => kind !== 'alertmanager-events'));
  });

  it('narrows by words of the name and of the sentence, and leaves empty groups out', () => {
    const found = prepareKinds(en, 'sns');
    expect(found.map(({ category }) => category)).toEqual(['alerts']);
    expect(found[0]!.kinds.map(({ kind }) => kind)).toEqual(['cloudwatch']);
    expect(prepareKinds(ja, 'ﾒﾃﾞｨｱﾀｲﾌﾟ')[0]!.kinds.map(({ kind }) => kind)).toEqual(['zabbix']);
    expect(prepareKinds(en, 'nothing like it')).toEqual([]);
  });

  it('has words, blind spots and something to paste for every kind in both languages', () => {
    for (const kind of Object.keys(SOURCE_KINDS)) {
      const source = { kind, ingestUrl: `https://x/${kind}`, receiverUrl: 'https://x/compat' };
      for (const t of [en, ja]) {
        expect(t.optional(`sources.kind.${kind}.hint`)).toBeTruthy();
        expect(t.optional(`sources.kind.${kind}.blind`)).toBeTruthy();
        for (const { key } of prepareSnippets(source, 'c')) {
          expect(t.optional(`sources.snippet.${key}.title`)).toBeTruthy();
          expect(t.optional(`sources.snippet.${key}.hint`)).toBeTruthy();
        }
      }
      expect(prepareSnippets(source, 'c').length).toBeGreaterThan(0);
    }
  });

  it('names kinds that nobody can add', () => {
    expect(kindName(en, 'sample')).toBe('Sample data');
    expect(kindName(en, 'zabbix')).toBe('Zabbix');
    expect(kindName(en, 'something-else')).toBe('something-else');
  });
});
