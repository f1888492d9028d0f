// What a large contact centre is made of, as both programs and both states say it. Copied into the projects.

/** How many workflows name one queue: 1,000 workflows of 5 targets have 5,000 queues. */
const TARGETS = 5;

/** @param {number} n */
exports.queue = (n) => ({
  friendlyName: `Queue ${n}`,
  targetWorkers: `skills HAS 'skill ${n}' AND level > ${n % 10}`,
  maxReservedWorkers: 2,
});

/**
 * @param {number} n
 * @param {number} queues how many there are
 * @param {(n: number) => unknown} queueOf a queue as the program or the state names it
 */
exports.workflow = (n, queues, queueOf) => {
  const target = (/** @type {number} */ place) => ({ queue: queueOf((n * TARGETS + place) % queues), timeout: 30 });
  return {
    friendlyName: `Workflow ${n}`,
    taskReservationTimeout: 60,
    configuration: {
      task_routing: {
        filters: Array.from({ length: TARGETS - 1 }, (_, place) => ({
          filter_friendly_name: `Filter ${place}`,
          expression: `topic == 'topic ${place}' AND region == 'region ${n}'`,
          targets: [target(place), target(place + 1)],
        })),
        default_filter: { queue: queueOf((n * TARGETS) % queues) },
      },
    },
  };
};

/** @param {number} n */
exports.worker = (n) => ({
  friendlyName: `worker ${n}`,
  attributes: { skills: [`skill ${n}`, `skill ${n + 1}`], level: n % 10, contact_uri: `client:worker${n}` },
});
