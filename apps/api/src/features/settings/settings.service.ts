import { Injectable } from '@nestjs/common';
import {
  DEFAULT_SETTINGS,
  type Settings,
  SettingsSchema,
  settingSchemas,
  type UpdateSettingsBody,
} from '@tenken/shared/settings.contract';
import { DataSource } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import type { Queryable } from '../../database/select.js';
import type { Actor } from '../../http/actor.js';
import { AuditService } from '../audit/audit.service.js';
import { LiveService } from '../live/live.service.js';
import { SettingsRepository } from './settings.repository.js';

/** Settings of the installation. */
@Injectable()
export class SettingsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: SettingsRepository,
    private readonly audit: AuditService,
    private readonly live: LiveService,
    private readonly clock: Clock,
  ) {}

  /** Every setting; the default for one that was never set, or whose stored value is of an older shape. */
  async read(db: Queryable = this.dataSource.manager): Promise<Settings> {
    const stored = await this.settings.findAll(db);
    const merged = Object.entries(settingSchemas).map(([key, schema]) => {
      const parsed = schema.safeParse(stored.get(key));
      return [key, parsed.success ? parsed.data : DEFAULT_SETTINGS[key as keyof Settings]];
    });
    return SettingsSchema.parse(Object.fromEntries(merged));
  }

  async update(actor: Actor, body: UpdateSettingsBody): Promise<Settings> {
    return this.dataSource.transaction(async (db) => {
      const before = await this.read(db);
      for (const [key, value] of Object.entries(body).sort()) {
        if (value === undefined) continue;
        await this.settings.save(db, key, value, actor.userId, this.clock.now());
        await this.audit.record(db, {
          actor,
          action: 'changed',
          subjectType: 'setting',
          subjectId: key,
          before: before[key as keyof Settings],
          after: value,
        });
      }
      await this.live.publish(db, 'settings');
      return this.read(db);
    });
  }
}
