import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Patch,
  Post,
  SerializeOptions,
} from '@nestjs/common';
import {
  CreateInviteBody,
  InviteCreatedResponse,
  InvitesResponse,
  ResetLinkCreatedResponse,
  UpdateUserBody,
  UserRow,
  UserRowSchema,
  UsersResponse,
} from '@tenken/shared/identity.contract';
import { RowId } from '@tenken/shared/row-id';
import { type Actor, CurrentActor } from '../../http/actor.js';
import { RequirePermission } from '../../http/permission.js';
import { SignInLinkService } from './sign-in-link.service.js';
import { UserService } from './user.service.js';

/** People and invitations. */
@Controller('api/v1/users')
@RequirePermission('admin')
export class UserController {
  constructor(
    private readonly users: UserService,
    private readonly links: SignInLinkService,
  ) {}

  /** Everyone, those with a disabled account last. */
  @Get()
  @RequirePermission('read')
  @SerializeOptions({ schema: UsersResponse })
  async list(): Promise<UsersResponse> {
    return { items: await this.users.list() };
  }

  /** Invitations, the open ones first. */
  @Get('invites')
  @SerializeOptions({ schema: InvitesResponse })
  async listInvites(): Promise<InvitesResponse> {
    return { items: await this.links.listInvites() };
  }

  /** Makes an invitation; its address is in this answer only. An open one for the same address ends. */
  @Post('invites')
  @SerializeOptions({ schema: InviteCreatedResponse })
  invite(
    @CurrentActor() actor: Actor,
    @Body({ schema: CreateInviteBody }) body: CreateInviteBody,
  ): Promise<InviteCreatedResponse> {
    return this.links.invite(actor, body);
  }

  /** Takes an open invitation back. */
  @Delete('invites/:id')
  @HttpCode(204)
  revokeInvite(@CurrentActor() actor: Actor, @Param('id', { schema: RowId }) id: string): Promise<void> {
    return this.links.revokeInvite(actor, id);
  }

  /** Changes the role of a person, or disables or enables the account. */
  @Patch(':id')
  @SerializeOptions({ schema: UserRowSchema })
  update(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: RowId }) id: string,
    @Body({ schema: UpdateUserBody }) body: UpdateUserBody,
  ): Promise<UserRow> {
    return this.users.update(actor, id, body);
  }

  /** Makes a link with which the person sets a new password; its address is in this answer only. */
  @Post(':id/reset-link')
  @SerializeOptions({ schema: ResetLinkCreatedResponse })
  createResetLink(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: RowId }) id: string,
  ): Promise<ResetLinkCreatedResponse> {
    return this.links.createResetLink(actor, id);
  }
}
