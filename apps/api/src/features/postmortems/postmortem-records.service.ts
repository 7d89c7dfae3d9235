import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { PostmortemImportFields } from '@tenken/shared/postmortem-fields.contract';
import type { Queryable } from '../../database/select.js';
import { LiveService } from '../live/live.service.js';
import { PostmortemRepository } from './postmortems.repository.js';

/**
 * What sources say of the postmortem of a known incident. Apart from PostmortemService, because incidents need this
 * and PostmortemService needs incidents.
 */
@Injectable()
export class PostmortemRecordService {
  constructor(
    private readonly repository: PostmortemRepository,
    private readonly live: LiveService,
  ) {}

  /** Takes over what is said and no person set. Returns whether anything changed. */
  async applyImport(db: Queryable, incidentId: string, said: PostmortemImportFields): Promise<boolean> {
    const fields = Object.entries(said).filter(([, value]) => value !== undefined && value !== null);
    const found = await this.repository.findByIncidentForUpdate(db, incidentId);
    const record = found ?? (await this.repository.ensure(db, incidentId));
    let changed = found === null;
    for (const [field, value] of fields) {
      const key = field as keyof typeof record;
      if (record.humanFields.includes(field) || isDeepStrictEqual(record[key], value)) continue;
      Object.assign(record, { [field]: value });
      changed = true;
    }
    if (!changed) return false;
    await this.repository.save(db, record);
    await this.live.publish(db, 'incidents');
    return true;
  }
}
