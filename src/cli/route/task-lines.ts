import { createReadStream } from "node:fs";
import { TextDecoder } from "node:util";
import type { CliIo } from "../command";
import { FileProblem, STDIN } from "../read-text";
import { systemWords } from "../system-words";

/** A longer line is none that holds a task: Twilio takes attributes of 4,096 characters. */
export const LONGEST_LINE = 1_000_000;

/** A line of a file that is never read at once. */
export interface Line {
  /** From 1 on. */
  readonly number: number;
  /** Undefined for one that is too long. */
  readonly bytes: Uint8Array | undefined;
}

/**
 * The lines of a file with something in them, several at a time; of the file no more is in memory than a piece and the longest line.
 * @throws FileProblem
 */
export async function* linesOf(file: string, io: Pick<CliIo, "stdin" | "input">): AsyncGenerator<Line[]> {
  const cutter = new Cutter();
  try {
    for await (const piece of utf8(piecesOf(file, io))) yield cutter.take(piece);
  } catch (error) {
    const name = file === STDIN ? "standard input" : file;
    throw new FileProblem(file, `cannot read ${name}: ${systemWords(error, "read")}`);
  }
  yield cutter.end();
}

async function* piecesOf(file: string, { stdin, input }: Pick<CliIo, "stdin" | "input">): AsyncGenerator<Uint8Array> {
  if (file !== STDIN) yield* createReadStream(file);
  else if (input === undefined) yield await stdin();
  else yield* input();
}

/** UTF-8 as it is; the UTF-16 that a shell's `>` writes on Windows, as UTF-8. Without a byte order mark. */
async function* utf8(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let decoder: TextDecoder | undefined;
  let isFirst = true;
  for await (const piece of pieces) {
    const [first, second, third] = piece;
    const skipped = isFirst && first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0;
    if (isFirst && first === 0xff && second === 0xfe) decoder = new TextDecoder("utf-16le");
    if (isFirst && first === 0xfe && second === 0xff) decoder = new TextDecoder("utf-16be");
    isFirst = false;
    yield decoder === undefined ? piece.subarray(skipped) : Buffer.from(decoder.decode(piece, { stream: true }));
  }
}

const LINE_FEED = 10;

/** Cuts pieces into lines. */
class Cutter {
  #number = 0;
  #parts: Uint8Array[] = [];
  #length = 0;

  take(piece: Uint8Array): Line[] {
    const lines: Line[] = [];
    let from = 0;
    for (let end = piece.indexOf(LINE_FEED); end !== -1; end = piece.indexOf(LINE_FEED, from)) {
      this.#add(piece.subarray(from, end));
      lines.push(...this.#line());
      from = end + 1;
    }
    this.#add(piece.subarray(from));
    return lines;
  }

  end(): Line[] {
    return this.#line();
  }

  #add(part: Uint8Array): void {
    this.#length += part.length;
    if (this.#length > LONGEST_LINE) this.#parts = [];
    else if (part.length > 0) this.#parts.push(part);
  }

  #line(): Line[] {
    this.#number++;
    const [parts, length] = [this.#parts, this.#length];
    [this.#parts, this.#length] = [[], 0];
    if (length > LONGEST_LINE) return [{ number: this.#number, bytes: undefined }];
    const bytes = Buffer.concat(parts);
    return bytes.every((byte) => byte === 32 || byte === 9 || byte === 13) ? [] : [{ number: this.#number, bytes }];
  }
}
