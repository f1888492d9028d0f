/** In a few words, the behaviours of Twilio's that an answer may rest on and that are not established. */
export const ASSUMPTIONS: Readonly<Record<string, string>> = {
  "A-18": "friendly_name and task_queue_sid mean what their present names do",
  "A-19": "a task that timed out of its last filter does not go to the default filter",
  "A-47": "values of different types are never equal",
  "A-48": "by size only numbers are compared; anything else is false",
  "A-49": "CONTAINS on what is no text is false",
  "A-50": "an attribute that is an object makes a comparison false",
  "A-52": "NOT IN a list that is missing is true",
  "A-53": "a backslash before anything but quotes and a backslash stands for itself",
  "A-54": "order_by without a direction is ascending",
  "A-89": "a pending reservation takes capacity, as an accepted one does",
  "A-90":
    "a worker is idle since the last reservation ended or the activity changed; then the order of creation decides",
  "A-91": "where fewer workers can be asked than maxReservedWorkers, fewer are",
  "A-92": "the words of the reason are not known",
  "A-93": "a target without a priority leaves the one before",
  "A-94": "the time of a target that was skipped does not count for those behind it",
  "A-97": "a worker who is asked no more goes back to the activity before",
  "A-110": "of what falls into one second, what is due goes first, then workers, answers, ends of work and new tasks",
};
