/** `https://tenken:<token>@host/…`: for senders that can set an address and no header. */
export function addressWithPassword(url: string, token: string): string {
  return url.replace(/^(https?:\/\/)/, `$1tenken:${token}@`);
}
