// Preloaded into every node below the engine: has the dynamic provider write down the CPU time it took. The engine ends
// it by SIGINT; what it took then is all that it ever took, start-up included.
const { writeFileSync } = require("node:fs");

if (/dynamic-provider/.test(process.argv[1] ?? "")) {
  const write = () => {
    const { user, system } = process.cpuUsage();
    writeFileSync(process.env.BENCH_PROVIDER_CPU, JSON.stringify((user + system) / 1e6));
  };
  process.on("exit", write);
  process.on("SIGINT", () => process.exit(130));
}
