import { clockTime, isoDate, isoTime, pad, wallAt } from "./zone.js";

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const DAY = 86400;
const HALF_YEAR = 183 * DAY;

function ordinal(day) {
  const suffix = day > 10 && day < 14 ? "th" : (["th", "st", "nd", "rd"][day % 10] ?? "th");
  return `${day}${suffix}`;
}

function relativeDay(epoch, world) {
  const day = isoDate(wallAt(epoch, world.me.tz));
  const names = { [-DAY]: "yesterday", 0: "today", [DAY]: "tomorrow" };
  for (const [shift, name] of Object.entries(names)) {
    if (isoDate(wallAt(world.clock.now + Number(shift), world.me.tz)) === day) return name;
  }
  return null;
}

function ago(epoch, now) {
  const seconds = Math.abs(now - epoch);
  const steps = [
    ["day", DAY],
    ["hour", 3600],
    ["minute", 60],
  ];
  const [unit, size] = steps.find(([, length]) => seconds >= length) ?? ["second", 1];
  const count = Math.floor(seconds / size);
  const words = `${count} ${unit}${count === 1 ? "" : "s"}`;
  return epoch > now ? `in ${words}` : `${words} ago`;
}

function dateWords(wall, withYear) {
  const month = MONTHS[wall.month - 1];
  const year = withYear ? `, ${wall.year}` : "";
  const full = `${month} ${ordinal(wall.day)}${year}`;
  return {
    date: full,
    date_short: `${month.slice(0, 3)} ${wall.day}${year}`,
    date_long: `${wall.weekday}, ${full}`,
  };
}

/** Fills a `<!date^…>` template such as "{date_short} at {time}" in the zone of the person who reads it. */
export function formatDate(epoch, template, world) {
  const wall = wallAt(epoch, world.me.tz);
  const words = dateWords(wall, Math.abs(world.clock.now - epoch) > HALF_YEAR);
  const near = relativeDay(epoch, world);
  const values = {
    ...words,
    date_num: isoDate(wall),
    date_pretty: near ?? words.date,
    date_short_pretty: near ?? words.date_short,
    date_long_pretty: near ?? words.date_long,
    time: clockTime(isoTime(wall)),
    time_secs: clockTime(isoTime(wall)).replace(" ", `:${pad(wall.second)} `),
    ago: ago(epoch, world.clock.now),
  };
  return template.replace(/\{(\w+)\}/g, (token, name) => values[name] ?? token);
}

/** "Monday, 23 November" as a day divider shows it: with Today and Yesterday by name. */
export function dayName(epoch, given, world) {
  const near = relativeDay(epoch, world);
  return near === "today" || near === "yesterday" ? near[0].toUpperCase() + near.slice(1) : given;
}

/** "23 November 2026" of an ISO date. */
export function longDate(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}
