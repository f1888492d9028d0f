import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const ROOT = resolve(__dirname, "../..");

/** What a user installs beside the package: the oldest SDK that we promise to work with, as Pulumi's template does. */
const BESIDE = { "@pulumi/pulumi": "3.216.0", "@types/node": "22.20.5", typescript: "5.9.3" };

/** The package as npm packs it, installed into an empty project. The build in dist/ is taken as it is. */
export class InstalledPackage {
  readonly path = mkdtempSync(join(tmpdir(), "taskrouter-pack-"));
  /** Paths of the files in the tarball. */
  readonly files: readonly string[];
  readonly tarball: string;

  constructor() {
    const packed = npm(ROOT, "pack", "--ignore-scripts", "--json", "--pack-destination", this.path);
    const [pack] = JSON.parse(packed) as [{ filename: string; files: { path: string }[] }];
    this.tarball = join(this.path, pack.filename);
    this.files = pack.files.map(({ path }) => path);
    this.write("package.json", JSON.stringify({ name: "user", version: "1.0.0", private: true, main: "index.ts" }));
    const wanted = Object.entries(BESIDE).map(([name, version]) => `${name}@${version}`);
    npm(
      this.path,
      "install",
      "--prefer-offline",
      "--no-audit",
      "--no-fund",
      "--ignore-scripts",
      this.tarball,
      ...wanted,
    );
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.path, file), text);
  }

  read(file: string): string {
    return readFileSync(join(this.path, file), "utf8");
  }

  /** Runs JavaScript in the project and answers what it passes to `say`. */
  run(type: "commonjs" | "module", code: string): unknown {
    const say = "const say = (value) => process.stdout.write(JSON.stringify(value));\n";
    const args = [`--input-type=${type}`, "--eval", say + code];
    return JSON.parse(execFileSync(process.execPath, args, { cwd: this.path, encoding: "utf8" }));
  }

  dispose(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** Runs npm; what npm itself set for the script that runs these tests is of another project. */
function npm(cwd: string, ...args: string[]): string {
  const foreign = /^npm_(?:package|lifecycle|command|config_local_prefix)|^INIT_CWD$/;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
  return execFileSync("npm", args, { cwd, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}
