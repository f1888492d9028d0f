// npm run pulumi:install: the Pulumi CLI of the npm package `pulumi`, where that package looks for it.
import { main } from "./pulumi-install/main.mjs";

await main();
