// Routing documents in the shape of the largest real one that is known: a filter for each unit, subject and language,
// three targets each that ask less and less of a worker. No two documents share a name, a value or a queue.

const LANGUAGES = ["ptBR", "ptPT", "frFR", "frBE", "nlNL", "nlBE", "enGB"];

/** Filters of the real one. */
export const REAL_FILTERS = 112;

/**
 * @param {number} serial which document; another one says everything in other words
 * @param {number} filters how many filters
 * @returns {string} JSON text, indented as people store it; about 1,270 bytes a filter
 */
export function routingDocument(serial, filters = REAL_FILTERS) {
  const mark = serial.toString(36);
  const groups = Math.ceil(filters / LANGUAGES.length);
  const subjects = Math.ceil(Math.sqrt(groups));
  const all = Array.from({ length: filters }, (_, index) => {
    const group = Math.floor(index / LANGUAGES.length);
    return filter(mark, {
      unit: `U${Math.floor(group / subjects)}${mark}`,
      subject: `Topic${group % subjects}${mark}`,
      language: `${LANGUAGES[index % LANGUAGES.length]}${mark}`,
      other: `${LANGUAGES[(index + 1) % LANGUAGES.length]}${mark}`,
      queue: `WQ${(serial * 10_000 + group).toString(16).padStart(32, "0")}`,
    });
  });
  return JSON.stringify({ task_routing: { filters: all } }, null, 2);
}

function filter(mark, { unit, subject, language, other, queue }) {
  const [skills, levels] = [`worker.r${mark}.skills`, `worker.r${mark}.levels`];
  const speaks = `(${skills} has "${language}" OR ${skills} has "${other}")`;
  const order = `${levels}.${language} DESC , ${levels}.${other} DESC`;
  return {
    filter_friendly_name: `${unit}-${subject}-${language}`,
    expression: `BL${mark} == '${unit}' AND intent${mark} == '${subject}' AND lang${mark} = '${language}'`,
    targets: [
      {
        queue,
        expression: `${skills} has '${unit}' AND ${skills} has '${subject}' AND ${speaks}`,
        order_by: `${order}, ${levels}.${unit} DESC, ${levels}.${subject} DESC`,
        skip_if: "1==1",
      },
      {
        queue,
        expression: `${skills} has '${subject}' AND ${speaks}`,
        order_by: `${order}, ${levels}.${subject} DESC`,
        skip_if: "1==1",
      },
      { queue, expression: speaks, order_by: order },
    ],
  };
}
