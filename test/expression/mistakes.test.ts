import { describe, expect, test } from "vitest";
import { analyse } from "../../src/expression/analyse";
import type { Place } from "../../src/expression/places";

/** What is found, as the code and the part of the text that it points at. */
function found(text: string, place: Place): [code: string, at: string, suggestion?: string][] {
  return analyse(text, place).findings.map(({ code, start, end, suggestion }) =>
    suggestion === undefined ? [code, text.slice(start, end)] : [code, text.slice(start, end), suggestion],
  );
}

type Row = [text: string, ...findings: [code: string, at: string, suggestion?: string][]];

describe("the parser says what is wrong, where, and what to write", () => {
  test.each<Row>([
    ["", ["TR1001", ""]],
    [" \n ", ["TR1001", " \n "]],
    ["type == 'a", ["TR1002", "'a"]],
    ["type == 'a\\'", ["TR1002", "'a\\'"]],
    ["tier == 1.2.3", ["TR1003", "1.2.3"]],
    ["tier == 12px", ["TR1003", "12px"]],
    ["tier == 5.", ["TR1003", "5."]],
    ["email == jo@example.org", ["TR1004", "@"]],
    ["skill-level > 3", ["TR1005", "skill-level", "skill_level"]],
    ["a == b-c AND d-1 == 1", ["TR1005", "b-c", "b_c"], ["TR1005", "d-1", "d_1"]],
    ["a === 1", ["TR1006", "===", "=="]],
    ["a <> 1", ["TR1006", "<>", "!="]],
    ["a HSA 'b' AND c CONTANS 'd'", ["TR1006", "HSA", "HAS"], ["TR1006", "CONTANS", "CONTAINS"]],
    ["a == 1 && b == 2 || c == 3", ["TR1006", "&&", "AND"], ["TR1006", "||", "OR"]],
    ["a == 1 ADN b ==", ["TR1006", "ADN", "AND"], ["TR1007", "=="]],
    ["a == 1 ANDtier == 1", ["TR1006", "ANDtier", "AND tier"]],
    ["a IS NULL", ["TR1006", "IS", "=="]],
    ["a IS NOT NULL", ["TR1006", "IS NOT", "!="]],
    ["a == ", ["TR1007", "=="]],
    ["== 1 OR HAS 2", ["TR1007", "=="], ["TR1007", "HAS"]],
    ["a 'b'", ["TR1008", "'b'"]],
    ["a == 1 == 2", ["TR1008", "=="]],
    ["a == 1 b == 2", ["TR1008", "b"]],
    ["(a == 1)(b == 2)", ["TR1008", "("]],
    ["urgent", ["TR1009", "urgent"]],
    ["!urgent", ["TR1009", "!urgent"]],
    ["() OR (a == 1", ["TR1009", "()"], ["TR1010", "("]],
    ["a == 1) AND b ==", ["TR1011", ")"], ["TR1007", "=="]],
    ["a IN ['b', 'c'", ["TR1012", "["]],
    ["a IN ['b' 'c']", ["TR1012", "'c'"]],
    ["a IN ['b',, 'c']", ["TR1012", ",,"]],
    ["a IN ['b',]", ["TR1012", ","]],
    ["a IN [['b']]", ["TR1012", "["]],
    ["AND a == 1 AND AND b == 2 OR", ["TR1013", "AND"], ["TR1013", "AND AND"], ["TR1013", "OR"]],
    ["NOT a == 1", ["TR1014", "NOT"]],
    ["a NOT HAS 1", ["TR1014", "NOT"]],
    ["skills [0] == 'a'", ["TR1015", "["]],
    ["a..b == 1", ["TR1015", ".."]],
    [`${"(".repeat(101)}a == 1`, ["TR1016", "("]],
    ["a > = 1 AND b = = 'x'", ["TR1006", "> =", ">="], ["TR1006", "= =", "=="]],
    ["type IN ('a', 'b') OR b NOT IN ('c') OR", ["TR1012", "('a', 'b')"], ["TR1012", "('c')"], ["TR1013", "OR"]],
    ["type == ('a')", ["TR1004", "('a')"]],
    ["type IN (", ["TR1012", "("]],
    ["a == 1 AND\u00a0b == 2", ["TR1201", "\u00a0", " "]],
    ["a == “b” OR a == .5", ["TR1201", "“", "'"], ["TR1201", "”", "'"], ["TR1201", ".", "0."]],
    [
      "a == 'Calling [toString] on an [Output<T>] is not supported.\n\nTo get'",
      ["TR1019", "Calling [toString] on an [Output<T>] is not supported"],
    ],
    ["waiting! = true", ["TR1201", "! =", "!="]],
    ["*(a == 1 OR b == 1)", ["TR1201", "*", ""]],
  ])("%s", (text, ...findings) => {
    expect(found(text, "filter")).toEqual(findings);
  });
});

describe("names belong to a place", () => {
  test.each<[place: Place, ...Row]>([
    ["target_workers", "worker.skills HAS 'x'", ["TR1104", "worker.skills", "skills"]],
    ["target_workers", "task.a == 1 OR workers.available > 0", ["TR1105", "task.a"], ["TR1109", "workers.available"]],
    ["target_workers", "routing.skills HAS 'x' AND friendly_name != 'y' AND worker == 'z'"],
    ["filter", "task.type == 'a' AND worker.b == 1", ["TR1101", "task.type", "type"], ["TR1102", "worker.b"]],
    ["filter", "type IN [task.a]", ["TR1101", "task.a", "a"]],
    ["filter", "type == 'a' AND tasks.b == 1"],
    ["target", "language == 'de'", ["TR1103", "language"]],
    ["target", "tsak.language == 'de'", ["TR1103", "tsak.language", "task.language"]],
    ["target", "worker.sid NOT IN task.rejected AND worker.channel.chat.assigned_tasks == 0"],
    ["target", "worker.channel.chat.asigned_tasks == 0", ["TR1110", "worker.channel.chat.asigned_tasks"]],
    ["skip_if", "workers.avaliable == 0", ["TR1106", "workers.avaliable", "workers.available"]],
    ["skip_if", `workers.WA${"0".repeat(32)} < 2 AND workers.unavailable >= 1`],
    ["skip_if", "workers.WA123 < 2", ["TR1106", "workers.WA123"]],
    ["order_by", "worker.level DESC , worker.levels.988EN ASC"],
    ["order_by", "worker.level, worker.age ASC", ["TR1113", "worker.level"]],
    ["order_by", "worker.levelDESC", ["TR1112", "worker.levelDESC", "worker.level DESC"]],
    ["order_by", "worker.level.asc, worker.basc DESC", ["TR1112", "worker.level.asc", "worker.level ASC"]],
    ["order_by", "worker.a DESC, worker.a ASC", ["TR1208", "worker.a ASC"]],
    ["order_by", "worker.worker.a DESC", ["TR1107", "worker.worker.a", "worker.a"]],
    ["known_worker", "task.task.agent", ["TR1108", "task.task.agent", "task.agent"]],
    [
      "target",
      "worker.task.a == 1 AND task.worker.b == 1",
      ["TR1103", "worker.task.a", "task.a"],
      ["TR1103", "task.worker.b", "worker.b"],
    ],
    ["target", "task.worker == 'a' AND task.task[0] == 'b'"],
    ["filter", "Task.type == 'a'", ["TR1101", "Task.type", "type"]],
    ["target_workers", "WORKER.a == 1", ["TR1104", "WORKER.a", "a"]],
    ["target", "worker.channel.assigned_tasks == 0", ["TR1110", "worker.channel.assigned_tasks"]],
    ["target", "worker.channel.chat == 0", ["TR1110", "worker.channel.chat"]],
    ["order_by", "level DESC, task.b ASC", ["TR1107", "level", "worker.level"], ["TR1107", "task.b"]],
    ["order_by", "worker.level DOWN", ["TR1017", "DOWN"]],
    ["order_by", "worker.level DSC", ["TR1017", "DSC", "DESC"]],
    ["order_by", "worker.level DESC,", ["TR1017", ","]],
    ["order_by", "worker.level DESC worker.age ASC", ["TR1017", "worker.age"]],
    ["order_by", "worker.a-b DESC", ["TR1017", "worker.a-b"]],
    ["known_worker", " task.agent_sid "],
    ["known_worker", "agent_sid", ["TR1108", "agent_sid", "task.agent_sid"]],
    ["known_worker", "worker.sid", ["TR1108", "worker.sid"]],
    ["known_worker", `WK${"0".repeat(32)}`, ["TR1108", `WK${"0".repeat(32)}`]],
    ["known_worker", "'task.agent'", ["TR1018", "'task.agent'", "task.agent"]],
    ["known_worker", "agent sid", ["TR1018", "agent sid"]],
    ["target_workers", "worker.channel.chat.assigned_tasks == 0 AND friendlyName == 'x'"],
    [
      "target",
      "worker.channels.chat.assigned_tasks == 0 AND worker.channels HAS 'chat'",
      ["TR1110", "worker.channels.chat.assigned_tasks", "worker.channel.chat.assigned_tasks"],
    ],
    ["target", "worker.friendlyName == task.name", ["TR1111", "worker.friendlyName", "worker.friendly_name"]],
    ["target", "worker.channel.chat$.assigned_tasks == 0"],
    ["order_by", "worker.chat$2.level DESC"],
  ])("%s: %s", (place, text, ...findings) => {
    expect(found(text, place)).toEqual(findings);
  });
});

describe("what cannot be meant", () => {
  test.each<Row>([
    ["type == ['a']", ["TR1205", "type == ['a']"]],
    ["'a' HAS x", ["TR1206", "'a' HAS x"]],
    ["x HAS ['a']", ["TR1206", "x HAS ['a']"]],
    ["x IN 'a'", ["TR1206", "x IN 'a'"]],
    ["['a'] NOT IN x", ["TR1206", "['a'] NOT IN x"]],
    ["level > '3'", ["TR1207", "level > '3'"]],
    ["name CONTAINS 5", ["TR1210", "name CONTAINS 5"]],
    ["'language' == 'spanish'", ["TR1204", "'language' == 'spanish'"]],
    ["type == 'a' OR type = \"a\"", ["TR1208", 'type = "a"']],
    ["tier == '1' OR tier == 2", ["TR1209", "2"]],
    ["type == 'a' AND type == 'b'", ["TR1202", "type == 'b'"]],
    ["tier > 5 AND x == 1 AND tier < 3", ["TR1202", "tier < 3"]],
    ["x == 1 OR (tier > 5 AND tier < 3)", ["TR1202", "tier < 3"]],
    ["type != 'a' OR type != 'b'", ["TR1203", "type != 'b'"]],
    ["type == 'a' OR (type == 'a' AND vip == 1)", ["TR1213", "type == 'a' AND vip == 1"]],
    ["tier > 3 OR x == 1 OR tier > 5", ["TR1213", "tier > 5"]],
    ["type IN ['a', 'b', 'a']", ["TR1208", "type IN ['a', 'b', 'a']"]],
    ["type == sales", ["TR1212", "type == sales"]],
    [
      "skills HAS billing AND type IN [web, 'voice']",
      ["TR1212", "skills HAS billing"],
      ["TR1212", "type IN [web, 'voice']"],
    ],
    ["a == nul", ["TR1212", "a == nul"]],
    ["a != a", ["TR1214", "a != a"]],
    ["level >-5", ["TR1216", "level >-5"]],
    ["level >- 5"],
  ])("%s", (text, ...findings) => {
    expect(found(text, "filter")).toEqual(findings);
  });

  test.each([
    "1==1",
    "1 == 0",
    "1==1 AND type == 'a'",
    "type IN []",
    "tier == '1' OR tier == 1",
    "a HAS 'x' AND a HAS 'y'",
    "a == 1 OR a == 2",
    "a != 1 AND a != 2",
    "x != null AND y == null",
    "name CONTAINS 'a' AND name CONTAINS 'b'",
  ])("nothing is said of %s", (text) => {
    expect(found(text, "filter")).toEqual([]);
  });
});

describe("what is hardly meant in its place", () => {
  test.each<[place: Place, ...Row]>([
    ["target", "'worker.sid' NOT IN task.rejected", ["TR1211", "'worker.sid' NOT IN task.rejected"]],
    ["target", "task.x == 'worker.contact_uri'", ["TR1211", "task.x == 'worker.contact_uri'"]],
    ["target", "task.x == 'workers only'"],
    ["target", "task.rejected NOT IN worker.sid", ["TR1206", "task.rejected NOT IN worker.sid"]],
    ["target", "worker.sid HAS task.a OR task.sid HAS worker.sid", ["TR1206", "worker.sid HAS task.a"]],
    ["target_workers", "friendly_name HAS 'x'", ["TR1206", "friendly_name HAS 'x'"]],
    ["target", "worker.channel.chat.assigned_tasks == '0'", ["TR1215", "worker.channel.chat.assigned_tasks == '0'"]],
    ["skip_if", "workers.available == null", ["TR1215", "workers.available == null"]],
    ["skip_if", "0 > workers.available", ["TR1215", "0 > workers.available"]],
    ["skip_if", "workers.available >= 0", ["TR1215", "workers.available >= 0"]],
    ["skip_if", "workers.available == -1", ["TR1215", "workers.available == -1"]],
    ["skip_if", "workers.available HAS 0", ["TR1215", "workers.available HAS 0"]],
    ["skip_if", "workers.available > 0 AND workers.unavailable <= 3 AND workers.available == workers.unavailable"],
    ["target", "worker.sidNOT IN task.rejected", ["TR1112", "worker.sidNOT IN task.rejected"]],
    [
      "target",
      "worker.sid.NOT IN task.rejected AND worker.knot IN task.b",
      ["TR1112", "worker.sid.NOT IN task.rejected"],
    ],
    ["target", "task.a == worker.b"],
  ])("%s: %s", (place, text, ...findings) => {
    expect(found(text, place)).toEqual(findings);
  });
});

describe("the words say what to do", () => {
  test.each<[place: Place, text: string, words: RegExp]>([
    ["filter", "type == “sales”", /^“ are no quotes to Twilio, .* write ' or "$/],
    ["filter", "a == 'a' AND\u3000b == 1", /^the character U\+3000 is no space to Twilio, .* write an ordinary space$/],
    ["filter", "\ufeffa == 'a'", /^the character U\+FEFF is no space/],
    ["filter", "!(a == 'a')", /means the opposite; write != or NOT IN$/],
    ["filter", "from == +15551234567", /put a telephone number in quotes/],
    ["filter", "a == - 1", /so this means 1; write -1 without a space$/],
    ["filter", "città == 'roma'", /drops à, so this is another name/],
    ["filter", "\u0024{type} == 'a'", /placeholder of a template/],
    ["filter", "name == “b c”", /^“ are no quotes/],
    ["filter", "a ‘ b", /^unexpected ‘; text stands between ' or "$/],
    ["filter", "a == 1 *", /^Twilio does not know \* and drops it; leave it out$/],
    ["filter", "lang == 'en' OR 'es'", /write lang == 'es'$/],
    ["filter", "'es'", /write name == 'es'$/],
    ["target", "worker.skills NOT HAS 'x'", /write 'x' NOT IN worker.skills$/],
    ["filter", '"skills" HAS "english"', /stand without quotes: skills$/],
    ["filter", "'sales' IN 'skills.all'", /stand without quotes: skills.all$/],
    ["filter", "'sales' IN 'two words'", /put it in \[ \]$/],
    ["filter", "level<-1", /write < -1\)$/],
    ["filter", "level > '3'", /leave the quotes away$/],
    ["filter", "level > null", /numbers only; use == or !=/],
    ["filter", "24h == true", /no number and no name, which begins with a letter$/],
    ["filter", "a == nul", /did you mean null\?$/],
    ["filter", "type == sales", /needs quotes: 'sales'$/],
    ["filter", "a == 1.2.3", /at most one point$/],
    ["skip_if", "workers.WAxx < 2", /\(WA and 32 hexadecimal digits\)$/],
  ])("%s: %s", (place, text, words) => {
    expect(analyse(text, place).findings[0]?.message).toMatch(words);
  });
});
