import { Body, Controller, Get, Patch, SerializeOptions } from '@nestjs/common';
import { type Settings, SettingsSchema, UpdateSettingsBody } from '@tenken/shared/settings.contract';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { RequirePermission } from '../../http/permission.js';
import { SettingsService } from './settings.service.js';

@Controller('api/v1/settings')
@RequirePermission('admin')
export class SettingsController {
  constructor(private readonly settings: SettingsService) {}

  /** The settings of the installation. */
  @Get()
  @RequirePermission('read')
  @SerializeOptions({ schema: SettingsSchema })
  read(): Promise<Settings> {
    return this.settings.read();
  }

  /** Changes the settings that are given. */
  @Patch()
  @SerializeOptions({ schema: SettingsSchema })
  update(
    @CurrentActor() actor: Actor,
    @Body({ schema: UpdateSettingsBody }) body: UpdateSettingsBody,
  ): Promise<Settings> {
    return this.settings.update(actor, body);
  }
}
