const SLACK_MAX = 3000;
const REQUIRED = "Please complete this required field.";

/** How long a text may be; `shown` when the app set a limit of its own. */
export function limitsOf(element) {
  const isPlain = element.type === "plain_text_input";
  return {
    min: element.min_length ?? 0,
    max: element.max_length ?? SLACK_MAX,
    shown: isPlain && element.max_length !== undefined && element.max_length < SLACK_MAX,
  };
}

function textProblem(element, text) {
  const { min, max } = limitsOf(element);
  const length = [...text].length;
  if (length < min) return `This entry must be at least ${min} characters long.`;
  return length > max ? `This entry is ${length - max} characters too long; at most ${max} fit.` : null;
}

function emailProblem(_element, text) {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? null : "Please enter a valid email address.";
}

function urlProblem(_element, text) {
  return /^https?:\/\/[^\s]+\.[^\s]+$/i.test(text) ? null : "Please enter a valid URL.";
}

function numberProblem(element, text) {
  const number = Number(text);
  if (!/^-?\d*\.?\d+$/.test(text.trim())) return "Please enter a number.";
  if (!element.is_decimal_allowed && !Number.isInteger(number)) return "Please enter a whole number.";
  if (element.min_value !== undefined && number < Number(element.min_value))
    return `Please enter ${element.min_value} or more.`;
  if (element.max_value !== undefined && number > Number(element.max_value))
    return `Please enter ${element.max_value} or less.`;
  return null;
}

const CHECKS = {
  plain_text_input: textProblem,
  email_text_input: emailProblem,
  url_text_input: urlProblem,
  number_input: numberProblem,
};

/** What Slack's client says about a value before anything is sent, or null. */
export function problem(element, value, optional) {
  const empty =
    value === null ||
    value === undefined ||
    value.length === 0 ||
    (typeof value === "string" && !value.trim());
  if (empty) return optional ? null : REQUIRED;
  return CHECKS[element.type]?.(element, value) ?? null;
}
