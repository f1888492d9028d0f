// npm run demo: a stack from nothing to nothing on the emulator, step by step, with a mistake on the way.
import { Screen } from "./demo/screen.mjs";
import { demo } from "./demo/steps.mjs";
import { interruptible } from "./sandbox/interruptible.mjs";
import { Processes } from "./sandbox/processes.mjs";
import { Sandbox } from "./sandbox/sandbox.mjs";

await interruptible("demo", async (signal) => {
  const screen = new Screen();
  const processes = new Processes(signal);
  const sandbox = new Sandbox("taskrouter-demo");
  const sayStopped = () => screen.say("Interrupted: ending what runs, removing the temporary folder.");
  signal.addEventListener("abort", sayStopped, { once: true });
  try {
    await demo({ screen, processes, sandbox });
  } finally {
    await processes.endAll();
    sandbox.dispose();
  }
  screen.say(`Done in ${screen.seconds()} s (${screen.times()}). The temporary folder is gone.`);
});
