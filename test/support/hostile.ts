import fc from "fast-check";

/** What means something to Mermaid, DOT, Markdown, HTML or JavaScript, or is not seen. */
const PIECES = [
  ..."\"'\\`#;:&<>[](){}|$%*+-=~^/?!@,._ ",
  ..."\n\r\t\0\u007f\u00ad\u200b\u200d\u202e\u2066\u2028\ufeff\ud800\u{e0041}",
  "\\n",
  "\\N",
  "\\l",
  "\\\\",
  "#35;",
  "#quot;",
  "&amp;",
  "&#35;",
  "<b>x</b>",
  "<br/>",
  "<script>alert(1)</script>",
  "$$x$$",
  "%%",
  "%%{init: {}}%%",
  "-->",
  "-.-",
  ":::red",
  "end",
  "default",
  "graph",
  "subgraph",
  "click",
  "__proto__",
  "constructor",
  "- x",
  "1. x",
  "2) y",
  "# h",
  "**b**",
  "_e_",
  "www.example.com",
  "http://x.y",
  "a@b.com",
  "fa:fa-user",
  "![i](u)",
  "\ufb02\u00b0\u00b035\u00b6\u00df",
  "😀",
  "👩‍💻",
  "é",
  "日本",
  "שלום",
];

/** Texts that upset whoever does not escape them. */
export const hostileTexts: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "binary", maxLength: 3 })), { maxLength: 6 })
  .map((pieces) => pieces.join(""));
