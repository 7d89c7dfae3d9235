/**
 * Bodies that this process has just made durable, so that its worker need not read them back. A cache and nothing
 * more: what is not in it is in the database. Limited in bytes, oldest out first.
 */
export class RecentBodies {
  private readonly bodies = new Map<string, Buffer>();
  private bytes = 0;

  constructor(private readonly maxBytes: number) {}

  add(deliveryId: string, body: Buffer): void {
    this.bodies.set(deliveryId, body);
    this.bytes += body.length;
    for (const [id, oldest] of this.bodies) {
      if (this.bytes <= this.maxBytes) return;
      this.bodies.delete(id);
      this.bytes -= oldest.length;
    }
  }

  /** Takes a body out; undefined when it is not here (any more). */
  take(deliveryId: string): Buffer | undefined {
    const body = this.bodies.get(deliveryId);
    if (body === undefined) return undefined;
    this.bodies.delete(deliveryId);
    this.bytes -= body.length;
    return body;
  }
}
