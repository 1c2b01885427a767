const formatters = new Map();

function formatter(zone) {
  if (!formatters.has(zone)) {
    const numeric = {
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    };
    formatters.set(
      zone,
      new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", weekday: "long", ...numeric }),
    );
  }
  return formatters.get(zone);
}

/** The calendar and clock in `zone` at an instant (epoch seconds). */
export function wallAt(epoch, zone) {
  const parts = {};
  for (const { type, value } of formatter(zone).formatToParts(epoch * 1000))
    parts[type] = type === "weekday" ? value : Number(value);
  return parts;
}

function utcSeconds(wall) {
  return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second ?? 0) / 1000;
}

function offsetAt(epoch, zone) {
  return utcSeconds(wallAt(epoch, zone)) - epoch;
}

/** The instant (epoch seconds) of a wall time in `zone`; a time that a clock change skips lands after the gap. */
export function epochOf(wall, zone) {
  const utc = utcSeconds(wall);
  const guess = utc - offsetAt(utc, zone);
  return utc - offsetAt(guess, zone);
}

export const pad = (number) => String(number).padStart(2, "0");

/** "2026-11-23" and "15:04" of a wall time. */
export const isoDate = (wall) => `${wall.year}-${pad(wall.month)}-${pad(wall.day)}`;
export const isoTime = (wall) => `${pad(wall.hour)}:${pad(wall.minute)}`;

/** "9:05 am" of a "09:05", as Slack shows times unless told otherwise. */
export function clockTime(time) {
  const [hour, minute] = time.split(":");
  return `${Number(hour) % 12 || 12}:${minute} ${Number(hour) < 12 ? "am" : "pm"}`;
}
