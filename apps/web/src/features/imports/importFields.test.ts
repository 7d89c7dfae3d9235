import { describe, expect, it } from '@jest/globals';
import { ActionItemImportRecord } from '@tenken/shared/action-items.contract';
import { EpisodeImportRecord } from '@tenken/shared/episode-import.contract';
import { CatalogImportRecord, ImportKind } from '@tenken/shared/imports.contract';
import { IncidentImportRecord } from '@tenken/shared/incidents.contract';
import { IMPORT_FIELDS, templateCsv } from './importFields.js';

const CONTRACTS = {
  incidents: IncidentImportRecord,
  'action-items': ActionItemImportRecord,
  episodes: EpisodeImportRecord,
  catalog: CatalogImportRecord,
};

describe('fields of an import', () => {
  it.each(Object.entries(CONTRACTS))('of %s are those of the contract', (kind, contract) => {
    const known = Object.keys(contract.shape);
    for (const { name } of IMPORT_FIELDS[ImportKind.parse(kind)]) expect(known).toContain(name.split('.')[0]);
  });

  it('name what is needed first, and have an example for it', () => {
    for (const kind of ImportKind.options.filter((one) => one !== 'postmortems' && one !== 'rules')) {
      for (const { required, example } of IMPORT_FIELDS[kind]) if (required) expect(example).not.toBe('');
      expect(templateCsv(kind).split('\r\n')).toHaveLength(3);
    }
  });
});
