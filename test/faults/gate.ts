import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server } from "node:net";

/**
 * A door before the emulator that can be shut: whoever knocks then is refused by the operating system. Every request comes by
 * a connection of its own, so that it can be shut before a certain one.
 */
export class Gate {
  #left = Number.POSITIVE_INFINITY;
  #forGood = false;
  #listening: Promise<unknown> | undefined;

  private constructor(
    private readonly server: Server,
    private readonly port: number,
  ) {}

  static async before(url: string): Promise<Gate> {
    const { hostname, port } = new URL(url);
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const gate = new Gate(server, (server.address() as AddressInfo).port);
    server.on("connection", (client) => {
      if (--gate.#left === 0) server.close();
      const emulator = connect(Number(port), hostname);
      for (const socket of [client, emulator]) socket.on("error", () => {});
      client.once("data", (head) => {
        emulator.write(head.toString("latin1").replace(/^connection: keep-alive/im, "connection: close"), "latin1");
        client.pipe(emulator);
      });
      emulator.pipe(client);
      client.on("close", () => emulator.destroy());
    });
    return gate;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Refuses the nth request from now: that one only, or everything from then on. */
  refuse(nth: number, mode: "once" | "on"): void {
    this.#left = nth - 1;
    this.#forGood = mode === "on";
    if (this.#left === 0) this.server.close();
  }

  /** Somebody was refused, and is about to try again. */
  async waited(): Promise<void> {
    if (!this.#forGood) await this.reopen();
  }

  /** Refuses nothing any more. */
  async reopen(): Promise<void> {
    this.#left = Number.POSITIVE_INFINITY;
    if (!this.server.listening) {
      this.#listening ??= once(this.server, "listening");
      this.server.listen(this.port, "127.0.0.1");
    }
    await this.#listening;
    this.#listening = undefined;
  }

  close(): void {
    this.server.close();
  }
}
