import {
  Body,
  Controller,
  Delete,
  HttpCode,
  Param,
  Patch,
  Post,
  Put,
  SerializeOptions,
} from '@nestjs/common';
import { IncidentResponse } from '@tenken/shared/incident-details.contract';
import {
  ChangeSeverityBody,
  InstantField,
  MarkDuplicateBody,
  PatchIncidentBody,
  PutInstantBody,
  ReopenIncidentBody,
} from '@tenken/shared/incidents.contract';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { idParam } from '../../http/id-param.js';
import { RequirePermission } from '../../http/permission.js';
import { IncidentChangeService } from './incident-changes.service.js';
import { IncidentDetailsReadModel } from './incident-details.read-model.js';

/** Every route answers with the incident as it stands afterwards. */
@Controller('api/v1/incidents/:id')
@RequirePermission('write')
export class IncidentChangeController {
  constructor(
    private readonly changes: IncidentChangeService,
    private readonly details: IncidentDetailsReadModel,
  ) {}

  @Patch()
  @SerializeOptions({ schema: IncidentResponse })
  async patch(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: PatchIncidentBody }) body: PatchIncidentBody,
  ): Promise<IncidentResponse> {
    await this.changes.patch(actor, id, body);
    return this.details.get(id);
  }

  @Put('instants/:field')
  @SerializeOptions({ schema: IncidentResponse })
  async putInstant(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Param('field', { schema: InstantField }) field: InstantField,
    @Body({ schema: PutInstantBody }) body: PutInstantBody,
  ): Promise<IncidentResponse> {
    await this.changes.putInstant(actor, id, field, body);
    return this.details.get(id);
  }

  /** Undo of the newest correction by a person. */
  @Delete('instants/:field')
  @SerializeOptions({ schema: IncidentResponse })
  async retractInstant(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Param('field', { schema: InstantField }) field: InstantField,
  ): Promise<IncidentResponse> {
    await this.changes.retractInstant(actor, id, field);
    return this.details.get(id);
  }

  @Post('severity')
  @HttpCode(200)
  @SerializeOptions({ schema: IncidentResponse })
  async changeSeverity(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: ChangeSeverityBody }) body: ChangeSeverityBody,
  ): Promise<IncidentResponse> {
    await this.changes.changeSeverity(actor, id, body);
    return this.details.get(id);
  }

  @Post('reopen')
  @HttpCode(200)
  @SerializeOptions({ schema: IncidentResponse })
  async reopen(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: ReopenIncidentBody }) body: ReopenIncidentBody,
  ): Promise<IncidentResponse> {
    await this.changes.reopen(actor, id, body.note);
    return this.details.get(id);
  }

  @Put('duplicate-of')
  @SerializeOptions({ schema: IncidentResponse })
  async markDuplicate(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: MarkDuplicateBody }) body: MarkDuplicateBody,
  ): Promise<IncidentResponse> {
    await this.changes.markDuplicate(actor, id, body.duplicateOfId);
    return this.details.get(id);
  }

  @Delete()
  @SerializeOptions({ schema: IncidentResponse })
  async remove(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
  ): Promise<IncidentResponse> {
    await this.changes.remove(actor, id);
    return this.details.get(id);
  }

  /** Undo of a removal. */
  @Post('restore')
  @HttpCode(200)
  @SerializeOptions({ schema: IncidentResponse })
  async restore(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
  ): Promise<IncidentResponse> {
    await this.changes.restore(actor, id);
    return this.details.get(id);
  }
}
