import { type Rule, rules } from "../core/diagnostic";

const error = (title: string, explanation: string, example: string): Rule => ({
  severity: "error",
  title,
  explanation,
  example,
  evidence: "ours: a test needs to be told",
});

/** What can be wrong with how a test of routing is written, beside what a simulation says (TR6000–TR6009). */
export const TESTING_RULES = rules({
  TR6010: error(
    "a file that cannot be read",
    "A workflow comes from a file of JSON: a routing document, a Workflow as the API answers it, or a state that `pulumi stack export` printed.",
    'fromFile("workflows/cals.json")',
  ),
  TR6011: error(
    "a workflow that is not there",
    "Workflows go by their Pulumi name, their friendlyName or their SID. The message lists those that are there.",
    'fromState("state.json", "cals")',
  ),
  TR6012: error(
    "several workflows",
    "Where there is more than one, its name has to be given.",
    'fromState("state.json") of a state with two Workflows',
  ),
  TR6013: error(
    "a secret where routing depends on it",
    "A state keeps secrets encrypted, so nobody can say where a task would go. Give the value in the test, or take it from the program (fromProgram).",
    'a TaskQueue whose targetWorkers is "[secret]" in the state',
  ),
  TR6014: error(
    "an expectation about a name that is not there",
    "A misspelt name is never reached, and a test that expects just that would hold for ever. Filters go by filter_friendly_name (`filters[2]` without one, `default filter` for that), queues and workers by any of their names or their SID.",
    'expect(route(workflow, options)).not.toReachQueue("biling")',
  ),
  TR6015: error(
    "a value that Pulumi does not have",
    "Under mocks an Output has the value that the mocks return, which for a preview, or a mock that returns no state, is none. Return the inputs as the state.",
    "newResource: ({ name }) => ({ id: name, state: {} })",
  ),
  TR6016: error(
    "something else than a test takes",
    "Matchers take what route() returns, and each row of a table a task and what is expected of its route.",
    'expect(workflow).toReachQueue("billing")',
  ),
  TR6017: error(
    "a coverage file that cannot be read or written",
    "The folder named by TASKROUTER_COVERAGE holds files that the tests write, one for each of their processes, and nothing else is read as one.",
    "TASKROUTER_COVERAGE=/root/none npx vitest run",
  ),
});

export type TestingCode = keyof typeof TESTING_RULES;
