import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  SerializeOptions,
} from '@nestjs/common';
import {
  CalendarsResponse,
  CreateHolidayBody,
  type Holiday,
  HolidaySchema,
  HolidaysQuery,
  HolidaysResponse,
  ImportHolidaysBody,
  ImportHolidaysResponse,
} from '@tenken/shared/holidays.contract';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { idParam } from '../../http/id-param.js';
import { RequirePermission } from '../../http/permission.js';
import { HolidayService } from './holiday.service.js';

@Controller('api/v1/holidays')
@RequirePermission('write')
export class HolidayController {
  constructor(private readonly holidays: HolidayService) {}

  /** The holidays of one year of one calendar. */
  @Get()
  @RequirePermission('read')
  @SerializeOptions({ schema: HolidaysResponse })
  async list(@Query({ schema: HolidaysQuery }) query: HolidaysQuery): Promise<HolidaysResponse> {
    return { items: await this.holidays.list(query) };
  }

  /** The calendars there are. */
  @Get('calendars')
  @RequirePermission('read')
  @SerializeOptions({ schema: CalendarsResponse })
  async listCalendars(): Promise<CalendarsResponse> {
    return { items: await this.holidays.listCalendars() };
  }

  /** Adds a holiday. */
  @Post()
  @SerializeOptions({ schema: HolidaySchema })
  create(
    @CurrentActor() actor: Actor,
    @Body({ schema: CreateHolidayBody }) body: CreateHolidayBody,
  ): Promise<Holiday> {
    return this.holidays.create(actor, body);
  }

  /** Takes a list of holidays in. */
  @Post('import')
  @HttpCode(200)
  @SerializeOptions({ schema: ImportHolidaysResponse })
  importList(
    @CurrentActor() actor: Actor,
    @Body({ schema: ImportHolidaysBody }) body: ImportHolidaysBody,
  ): Promise<ImportHolidaysResponse> {
    return this.holidays.importList(actor, body);
  }

  /** Removes a holiday; a shipped one does not come back with the next start. */
  @Delete(':id')
  @HttpCode(204)
  remove(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string): Promise<void> {
    return this.holidays.remove(actor, id);
  }
}
