// What the reader of the demo sees.

/** The terminal, or the file that the demo's output goes to. */
export class Screen {
  /** Colours on a terminal only, and not where NO_COLOR forbids them. */
  colour = process.stdout.isTTY === true && !process.env["NO_COLOR"];
  /** Everything printed so far. */
  transcript = "";
  #began = performance.now();
  /** @type {{ name: string, began: number }[]} */
  #steps = [];

  /** @param {string} text as it is */
  write = (text) => {
    this.transcript += text;
    process.stdout.write(text);
  };

  /**
   * The heading of a step.
   * @param {string} name short, for the times at the end
   * @param {string} sentence
   */
  step(name, sentence) {
    this.#steps.push({ name, began: performance.now() });
    this.write(`\n${this.#styled("1;36", `${this.#steps.length}. ${sentence}`)}\n\n`);
  }

  /** @param {string} line what a person would type */
  command(line) {
    this.write(`${this.#styled("1", `$ ${line}`)}\n`);
  }

  /** @param {string} text a sentence of ours below a command's output */
  say(text) {
    this.write(`\n${this.#styled("32", text)}\n`);
  }

  /**
   * What was changed in a file, line by line.
   * @param {string} before
   * @param {string} after with as many lines
   */
  changedLines(before, after) {
    const changed = after.split("\n");
    for (const [index, line] of before.split("\n").entries()) {
      if (line === changed[index]) continue;
      this.write(`${this.#styled("31", `- ${line}`)}\n${this.#styled("32", `+ ${changed[index]}`)}\n`);
    }
  }

  /** @param {readonly (readonly string[])[]} rows the first one holds the headings */
  table(rows) {
    const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
    for (const [index, row] of rows.entries()) {
      const line = row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd();
      this.write(`${index === 0 ? this.#styled("1", line) : line}\n`);
    }
  }

  /** Seconds since the start. */
  seconds() {
    return Math.round((performance.now() - this.#began) / 1000);
  }

  /** How long each step took. */
  times() {
    return this.#steps
      .map(({ name, began }, index) => {
        const end = this.#steps[index + 1]?.began ?? performance.now();
        return `${name} ${((end - began) / 1000).toFixed(1)}`;
      })
      .join(", ");
  }

  #styled(code, text) {
    return this.colour ? `\x1b[${code}m${text}\x1b[0m` : text;
  }
}
