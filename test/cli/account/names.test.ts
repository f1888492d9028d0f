import { expect, test } from "vitest";
import { firstFree, pulumiName } from "../../../src/cli/account/names";

test.each([
  ["Billing", "billing"],
  ["Déjà  vu!", "deja-vu"],
  ["VIP (Gold) — EMEA", "vip-gold-emea"],
  ["ﬁle №1", "file-no1"],
  ["客服", "客服"],
  ["Поддержка 2", "поддержка-2"],
  ["がんばる", "がんばる"],
  ["हिन्दी", "हिन्दी"],
  ["☎☎", undefined],
  ["", undefined],
  ["--", undefined],
])("%j becomes the Pulumi name %j", (friendlyName, name) => {
  expect(pulumiName(friendlyName)).toBe(name);
});

test("of names that collide the later ones are numbered, past those that are taken", () => {
  const taken = new Set(["billing", "billing-2"]);
  expect(firstFree("billing", (name) => !taken.has(name))).toBe("billing-3");
  expect(firstFree("sales", (name) => !taken.has(name))).toBe("sales");
});
