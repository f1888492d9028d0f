import { assumed, defineRules, documented } from "../rules";

/** What is known of the requests that TaskRouter itself sends. */
export const callbackRules = defineRules("callback", {
  assignmentForm: documented(
    "A new reservation is POSTed to the AssignmentCallbackUrl: Timestamp, AccountSid, WorkspaceSid, WorkflowSid, TaskQueueSid, WorkerSid, WorkerAttributes, TaskSid, TaskAttributes, TaskAge, TaskPriority, ReservationSid.",
    "page on assignment callbacks",
  ),
  assignmentTime: documented(
    "An answer other than 200 with Content-Type application/json within 5 s is not obeyed, and the FallbackAssignmentCallbackUrl is called (40000 for the Content-Type).",
    "page on assignment callbacks; error dictionary, 40000",
  ),
  later: documented(
    "`{}` leaves the reservation pending until something else updates it; other JSON without `instruction` is 40005.",
    "error dictionary, 40005",
  ),
  notJson: documented("An answer that is no JSON, or JSON in a string, is 40001.", "error dictionary, 40001"),
  unusable: assumed(
    "A-100",
    "The fallback is called, too, when the answer is 40001, 40005, 55555 or an instruction that cannot be carried out, larger than 64 KiB, or never came; not once the reservation has ended otherwise.",
    "page: for the status, the time and the Content-Type",
  ),
  laterEmpty: assumed(
    "A-101",
    "204, and 200 with an empty body of whatever type, leave the reservation pending.",
    "page asks for 200; Twilio's own samples answer 204",
  ),
  bothFail: assumed(
    "A-102",
    "When both URLs fail, or the first and there is no second, the reservation is canceled. Each failure in a row makes the next callbacks of the workflow wait one second more, up to 5, in real time.",
    "-",
  ),
  errorFields: assumed(
    "A-103",
    "The fallback's form has ErrorCode and ErrorUrl as well: 11200 for a status, 11205 for no answer, 11750 for a body too large, 40000 and so on for the rest.",
    "documented for the fallback URLs of voice and messaging",
  ),
  signature: documented(
    "X-Twilio-Signature is HMAC-SHA1, under the account's token, of the URL up to its query and all parameters in the order of their names.",
    "security pages; checked with the official SDK",
  ),
  idempotency: documented("Each callback has an I-Twilio-Idempotency-Token of its own.", "webhook pages"),
  userInfo: assumed(
    "A-104",
    "Name and password in a URL become Basic authentication and are not part of what is signed.",
    "documented: Basic authentication",
  ),
  redirects: assumed(
    "A-105",
    "Redirects are not followed: they count as failed, so that a callback reaches the configured URL only.",
    "Twilio follows them; error dictionary, 11215",
  ),
  eventCallback: documented(
    "Each event that the EventsFilter lets through (all, when it is empty) is POSTed to the EventCallbackUrl, which has 15 s to answer.",
    "events reference; workspace page",
  ),
  eventOrder: assumed(
    "A-106",
    "Events of a workspace are posted one by one, in order; one that fails is not sent again. At most 10,000 wait; those beyond are not sent.",
    "-",
  ),
});
