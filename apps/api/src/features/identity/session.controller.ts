import { Body, Controller, Delete, Get, HttpCode, Patch, Post, SerializeOptions } from '@nestjs/common';
import {
  ChangePasswordBody,
  SessionResponse,
  SignInBody,
  UpdateProfileBody,
} from '@tenken/shared/identity.contract';
import { type Actor, type Caller, CurrentActor } from '../../http/actor.js';
import { CurrentCaller } from '../../http/caller.js';
import { RequirePermission } from '../../http/permission.js';
import { SignInService } from './sign-in.service.js';
import { UserService } from './user.service.js';

/** The session of the browser that asks, and the person it belongs to. */
@Controller('api/v1/session')
@RequirePermission('self')
export class SessionController {
  constructor(
    private readonly signIns: SignInService,
    private readonly users: UserService,
  ) {}

  /** Signs in and sets the session cookie. */
  @Post()
  @RequirePermission('public')
  @SerializeOptions({ schema: SessionResponse })
  async signIn(
    @Body({ schema: SignInBody }) body: SignInBody,
    @CurrentCaller() caller: Caller,
  ): Promise<SessionResponse> {
    return { user: await this.signIns.signIn(body, caller) };
  }

  /** Who is signed in. */
  @Get()
  @SerializeOptions({ schema: SessionResponse })
  async read(@CurrentActor() actor: Actor): Promise<SessionResponse> {
    return { user: await this.users.get(actor.userId!) };
  }

  /** Signs out. */
  @Delete()
  @HttpCode(204)
  async signOut(@CurrentCaller() caller: Caller): Promise<void> {
    await this.signIns.signOut(caller);
    caller.giveSessionToken(null);
  }

  /** Changes one's own name, language or time zone. */
  @Patch('user')
  @SerializeOptions({ schema: SessionResponse })
  async updateProfile(
    @CurrentActor() actor: Actor,
    @Body({ schema: UpdateProfileBody }) body: UpdateProfileBody,
  ): Promise<SessionResponse> {
    return { user: await this.users.updateProfile(actor, actor.userId!, body) };
  }

  /** Changes one's own password; every other session of the person ends. */
  @Post('password')
  @HttpCode(204)
  async changePassword(
    @CurrentActor() actor: Actor,
    @Body({ schema: ChangePasswordBody }) body: ChangePasswordBody,
    @CurrentCaller() caller: Caller,
  ): Promise<void> {
    await this.users.changePassword(actor, actor.userId!, body, caller);
  }
}
