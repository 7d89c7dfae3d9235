import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  Res,
  SerializeOptions,
} from '@nestjs/common';
import { exportQueryOf } from '@tenken/shared/export.contract';
import {
  CreateServiceBody,
  type Service,
  ServiceSchema,
  ServicesQuery,
  ServicesResponse,
  UpdateServiceBody,
} from '@tenken/shared/services.contract';
import type { z } from 'zod';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { idParam } from '../../http/id-param.js';
import { RequirePermission } from '../../http/permission.js';
import type { DownloadReply } from '../../http/send-download.js';
import { sendList } from '../../http/send-list.js';
import { ServiceService } from './service.service.js';

const ServicesExportQuery = exportQueryOf(ServicesQuery);

@Controller('api/v1/services')
@RequirePermission('write')
export class ServiceController {
  constructor(private readonly services: ServiceService) {}

  /** Services by name; one with a parent is a component of it. */
  @Get()
  @RequirePermission('read')
  @SerializeOptions({ schema: ServicesResponse })
  list(@Query({ schema: ServicesQuery }) query: ServicesQuery): Promise<ServicesResponse> {
    return this.services.list(query);
  }

  /** Every service as CSV or JSON. */
  @Get('export')
  @RequirePermission('read')
  export(
    @Query({ schema: ServicesExportQuery }) { format, ...filters }: z.output<typeof ServicesExportQuery>,
    @Res() reply: DownloadReply,
  ): Promise<void> {
    return sendList(reply, 'services', format, ServicesResponse, (page) =>
      this.services.list({ ...filters, ...page }),
    );
  }

  /** One service. */
  @Get(':id')
  @RequirePermission('read')
  @SerializeOptions({ schema: ServiceSchema })
  read(@Param('id', { schema: idParam }) id: string): Promise<Service> {
    return this.services.get(id);
  }

  /** Makes a service. */
  @Post()
  @SerializeOptions({ schema: ServiceSchema })
  create(
    @CurrentActor() actor: Actor,
    @Body({ schema: CreateServiceBody }) body: CreateServiceBody,
  ): Promise<Service> {
    return this.services.create(actor, body);
  }

  /** Changes a service, moves it below another one, or archives it. */
  @Patch(':id')
  @SerializeOptions({ schema: ServiceSchema })
  update(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: UpdateServiceBody }) body: UpdateServiceBody,
  ): Promise<Service> {
    return this.services.update(actor, id, body);
  }

  /** Deletes a service that nothing speaks of; otherwise 409, and archiving is the way. */
  @Delete(':id')
  @HttpCode(204)
  remove(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string): Promise<void> {
    return this.services.remove(actor, id);
  }
}
