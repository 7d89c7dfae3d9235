/** Addresses that need nobody to be signed in, and that have no navigation. */
export const PUBLIC_PATHS: readonly string[] = ['/sign-in', '/welcome', '/invite'];
