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
  CreateTeamBody,
  type Team,
  TeamSchema,
  TeamsQuery,
  TeamsResponse,
  UpdateTeamBody,
} from '@tenken/shared/teams.contract';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { AlsoAsFile } from '../../http/also-as-file.js';
import { idParam } from '../../http/id-param.js';
import { RequirePermission } from '../../http/permission.js';
import { TeamService } from './team.service.js';

@Controller('api/v1/teams')
@RequirePermission('write')
export class TeamController {
  constructor(private readonly teams: TeamService) {}

  /** Teams by name. */
  @AlsoAsFile('teams', TeamsQuery, TeamsResponse)
  @Get()
  @RequirePermission('read')
  @SerializeOptions({ schema: TeamsResponse })
  list(@Query({ schema: TeamsQuery }) query: TeamsQuery): Promise<TeamsResponse> {
    return this.teams.list(query);
  }

  /** One team. */
  @Get(':id')
  @RequirePermission('read')
  @SerializeOptions({ schema: TeamSchema })
  read(@Param('id', { schema: idParam }) id: string): Promise<Team> {
    return this.teams.get(id);
  }

  /** Makes a team. */
  @Post()
  @SerializeOptions({ schema: TeamSchema })
  create(
    @CurrentActor() actor: Actor,
    @Body({ schema: CreateTeamBody }) body: CreateTeamBody,
  ): Promise<Team> {
    return this.teams.create(actor, body);
  }

  /** Changes a team, or archives it. */
  @Patch(':id')
  @SerializeOptions({ schema: TeamSchema })
  update(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: UpdateTeamBody }) body: UpdateTeamBody,
  ): Promise<Team> {
    return this.teams.update(actor, id, body);
  }

  /** Deletes a team that nothing speaks of; otherwise 409, and archiving is the way. */
  @Delete(':id')
  @HttpCode(204)
  remove(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string): Promise<void> {
    return this.teams.remove(actor, id);
  }
}
