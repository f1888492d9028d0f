import { describe, expect, test } from "vitest";
import { routingText } from "../../src/routing/text";

describe("the text that is sent", () => {
  test("has its keys in reading order, unknown ones after them as they are", () => {
    const document = {
      task_routing: {
        zebra: 1,
        default_filter: { queue: "WQ2" },
        filters: [
          {
            apple: 1,
            targets: [{ timeout: 5, priority: 1, queue: "WQ1" }],
            expression: "1==1",
            filter_friendly_name: "All",
          },
        ],
      },
    };
    expect(routingText(document)).toBe(
      '{"task_routing":{"filters":[{"filter_friendly_name":"All","expression":"1==1","targets":[{"queue":"WQ1","priority":1,"timeout":5}],"apple":1}],"default_filter":{"queue":"WQ2"},"zebra":1}}',
    );
  });

  test("changes nothing but the order", () => {
    const document = JSON.parse('{"task_routing":{"__proto__":{"b":1,"a":[null,true,"x"]},"filters":[{}]}}') as never;
    expect(JSON.parse(routingText(document))).toEqual(document);
    expect(routingText(document)).toContain('"__proto__":{"b":1,"a":[null,true,"x"]}');
  });
});
