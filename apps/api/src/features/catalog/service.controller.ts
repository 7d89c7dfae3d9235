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
  SerializeOptions,
} from '@nestjs/common';
import {
  CreateServiceBody,
  type Service,
  ServiceSchema,
  ServicesQuery,
  ServicesResponse,
  UpdateServiceBody,
} from '@tenken/shared/services.contract';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { AlsoAsFile } from '../../http/also-as-file.js';
import { idParam } from '../../http/id-param.js';
import { RequirePermission } from '../../http/permission.js';
import { ServiceService } from './service.service.js';

@Controller('api/v1/services')
@RequirePermission('write')
export class ServiceController {
  constructor(private readonly services: ServiceService) {}

  /** Services by name; one with a parent is a component of it. */
  @AlsoAsFile('services', ServicesQuery, ServicesResponse)
  @Get()
  @RequirePermission('read')
  @SerializeOptions({ schema: ServicesResponse })
  list(@Query({ schema: ServicesQuery }) query: ServicesQuery): Promise<ServicesResponse> {
    return this.services.list(query);
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
