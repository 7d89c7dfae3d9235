import { z } from 'zod';
import { isTimeZone } from './time-zone.js';

/** Ids of database rows are strings: bigint does not fit a JSON number. */
const Id = z.string().min(1).max(64);
const Instant = z.iso.datetime({ offset: true });
const Email = z.email().max(254);
const Name = z.string().trim().min(1).max(120);

export const PASSWORD_MIN_LENGTH = 12;
const NewPassword = z.string().min(PASSWORD_MIN_LENGTH).max(1000);

export const RoleSchema = z.enum(['viewer', 'member', 'admin']);
export type Role = z.infer<typeof RoleSchema>;

export const LanguageSchema = z.enum(['en', 'ja']);
export type Language = z.infer<typeof LanguageSchema>;

/** An IANA time zone name, for example `Asia/Tokyo`. */
export const TimeZoneSchema = z
  .string()
  .max(64)
  .refine(isTimeZone, 'expected the name of a time zone such as Asia/Tokyo');

export const UserSchema = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  role: RoleSchema,
  language: LanguageSchema.nullable(),
  timeZone: z.string().nullable(),
});
export type User = z.infer<typeof UserSchema>;

// --- session -----------------------------------------------------------------------------------

/** POST /api/v1/session → 201 SessionResponse and the session cookie. */
export const SignInBody = z.strictObject({ email: Email, password: z.string().min(1).max(1000) });
export type SignInBody = z.infer<typeof SignInBody>;

/** GET /api/v1/session (401 when not signed in), PATCH /api/v1/session/user. */
export const SessionResponse = z.object({ user: UserSchema });
export type SessionResponse = z.infer<typeof SessionResponse>;

/** PATCH /api/v1/session/user: what a person may change about themself. */
export const UpdateProfileBody = z.strictObject({
  name: Name.optional(),
  language: LanguageSchema.nullable().optional(),
  timeZone: TimeZoneSchema.nullable().optional(),
});
export type UpdateProfileBody = z.infer<typeof UpdateProfileBody>;

/** POST /api/v1/session/password → 204; every other session of the person ends. */
export const ChangePasswordBody = z.strictObject({
  currentPassword: z.string().min(1).max(1000),
  newPassword: NewPassword,
});
export type ChangePasswordBody = z.infer<typeof ChangePasswordBody>;

// --- one-time links ----------------------------------------------------------------------------

export const SignInLinkKindSchema = z.enum(['first_admin', 'invite', 'reset']);
export type SignInLinkKind = z.infer<typeof SignInLinkKindSchema>;

/** GET /api/v1/sign-in-links/<token>: what the link is good for. `email` is null when it is free to choose. */
export const SignInLinkResponse = z.object({
  kind: SignInLinkKindSchema,
  email: z.string().nullable(),
  role: RoleSchema,
  expiresAt: Instant,
});
export type SignInLinkResponse = z.infer<typeof SignInLinkResponse>;

/**
 * POST /api/v1/sign-in-links/<token>/accept → 201 SessionResponse and the session cookie. A new account needs a name;
 * with a reset link the name stays as it is.
 */
export const AcceptSignInLinkBody = z.strictObject({
  name: Name.optional(),
  email: Email,
  password: NewPassword,
});
export type AcceptSignInLinkBody = z.infer<typeof AcceptSignInLinkBody>;

// --- people ------------------------------------------------------------------------------------

export const UserRowSchema = UserSchema.extend({
  createdAt: Instant,
  lastSeenAt: Instant.nullable(),
  disabledAt: Instant.nullable(),
});
export type UserRow = z.infer<typeof UserRowSchema>;

/** GET /api/v1/users */
export const UsersResponse = z.object({ items: z.array(UserRowSchema) });
export type UsersResponse = z.infer<typeof UsersResponse>;

/** PATCH /api/v1/users/<id> → UserRow. The last admin can be neither disabled nor demoted. */
export const UpdateUserBody = z.strictObject({
  role: RoleSchema.optional(),
  disabled: z.boolean().optional(),
});
export type UpdateUserBody = z.infer<typeof UpdateUserBody>;

/** POST /api/v1/users/invites → 201 InviteCreatedResponse; the url is shown this once. */
export const CreateInviteBody = z.strictObject({ email: Email, role: RoleSchema });
export type CreateInviteBody = z.infer<typeof CreateInviteBody>;
export const InviteCreatedResponse = z.object({ url: z.string(), expiresAt: Instant });
export type InviteCreatedResponse = z.infer<typeof InviteCreatedResponse>;

export const InviteSchema = z.object({
  id: Id,
  email: z.string(),
  role: RoleSchema,
  createdAt: Instant,
  expiresAt: Instant,
  usedAt: Instant.nullable(),
});
export type Invite = z.infer<typeof InviteSchema>;

/** POST /api/v1/users/<id>/reset-link → 201 ResetLinkCreatedResponse; the url is shown this once, older ones end. */
export const ResetLinkCreatedResponse = InviteCreatedResponse;
export type ResetLinkCreatedResponse = InviteCreatedResponse;

/** GET /api/v1/users/invites (DELETE /api/v1/users/invites/<id> → 204 takes one back): those not used and not expired first. */
export const InvitesResponse = z.object({ items: z.array(InviteSchema) });
export type InvitesResponse = z.infer<typeof InvitesResponse>;

// --- API tokens --------------------------------------------------------------------------------

export const TokenScopeSchema = z.enum(['ingest', 'read', 'write', 'admin']);
export type TokenScope = z.infer<typeof TokenScopeSchema>;

export const ApiTokenSchema = z.object({
  id: Id,
  name: z.string(),
  scopes: z.array(TokenScopeSchema),
  /** The first characters, so that a person can tell tokens apart; the rest is stored hashed. */
  prefix: z.string(),
  sourceId: Id.nullable(),
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
  expiresAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
});
export type ApiToken = z.infer<typeof ApiTokenSchema>;

/** GET /api/v1/tokens */
export const ApiTokensResponse = z.object({ items: z.array(ApiTokenSchema) });
export type ApiTokensResponse = z.infer<typeof ApiTokensResponse>;

/** POST /api/v1/tokens → 201 ApiTokenCreatedResponse; the token itself is shown this once. */
export const CreateApiTokenBody = z.strictObject({
  name: Name,
  scopes: z.array(TokenScopeSchema).min(1),
  sourceId: Id.optional(),
  expiresAt: Instant.optional(),
});
export type CreateApiTokenBody = z.infer<typeof CreateApiTokenBody>;
export const ApiTokenCreatedResponse = z.object({ token: z.string(), item: ApiTokenSchema });
export type ApiTokenCreatedResponse = z.infer<typeof ApiTokenCreatedResponse>;
