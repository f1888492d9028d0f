import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { assertEngine, engineAddress } from "../../src/lifecycle/engine";

const HOST = "/project/node_modules/@pulumi/pulumi/cmd/dynamic-provider/index.js";

describe("a provider whose engine is gone sends no further write", () => {
  test.each([
    [["node", HOST, "127.0.0.1:41817"], { host: "127.0.0.1", port: 41817 }],
    [["node", "C:\\x\\cmd\\dynamic-provider\\index.js", "127.0.0.1:1", "more"], { host: "127.0.0.1", port: 1 }],
    [["node", HOST], undefined],
    [["node", "/project/node_modules/vitest/vitest.mjs", "127.0.0.1:41817"], undefined],
    [["node"], undefined],
  ])("the address is the host's argument: %j", (argv, address) => {
    expect(engineAddress(argv)).toEqual(address);
  });

  test("it goes on while the engine listens, and stops once it does not", async () => {
    const engine = createServer((socket) => socket.end());
    await new Promise<void>((resolve) => engine.listen(0, "127.0.0.1", resolve));
    const argv = ["node", HOST, `127.0.0.1:${(engine.address() as AddressInfo).port}`];
    await expect(assertEngine(argv)).resolves.toBeUndefined();
    await new Promise((resolve) => engine.close(resolve));
    await expect(assertEngine(argv)).rejects.toMatchObject({ code: "TR5114" });
  });

  test("one connection serves all writes, and its end is the engine's", async () => {
    const sockets: Socket[] = [];
    const engine = createServer((socket) => sockets.push(socket));
    await new Promise<void>((resolve) => engine.listen(0, "127.0.0.1", resolve));
    const argv = ["node", HOST, `127.0.0.1:${(engine.address() as AddressInfo).port}`];
    for (const _ of [1, 2, 3]) await assertEngine(argv);
    expect(sockets).toHaveLength(1);
    const closed = new Promise((resolve) => engine.close(resolve));
    const ended = sockets.map((socket) => once(socket, "close"));
    for (const socket of sockets) socket.destroy();
    await Promise.all([closed, ...ended]);
    await expect
      .poll(() =>
        assertEngine(argv).then(
          () => "alive",
          (error: { code: string }) => error.code,
        ),
      )
      .toBe("TR5114");
  });

  test("outside the dynamic host there is no engine to ask for", async () => {
    await expect(assertEngine(["node", "script.js", "127.0.0.1:1"])).resolves.toBeUndefined();
  });
});
