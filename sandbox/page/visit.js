// Whoever opens the bare address is the first of the seeded people.
const FIRST = "maya";

/** Who is here and what is open, as the address says it: /?user=maya&channel=general (or dm, home, or a channel's id). */
export class Visit {
  user = FIRST;
  place = "dm";

  read() {
    const query = new URLSearchParams(location.search);
    this.user = query.get("user") || FIRST;
    this.place = query.get("channel") || "dm";
  }

  /** Turns ids in the address into names, and what does not exist into the app's DM. */
  settle(handle, { channels, app }) {
    this.user = handle;
    const channel = channels.find(
      (one) => one.id === this.place || one.name === this.place.replace(/^#/, ""),
    );
    if (channel) this.place = channel.name;
    else if (this.place !== "home") this.place = "dm";
  }

  /** For an address that names nobody who exists. */
  forgetUser() {
    this.user = FIRST;
  }

  write(replace) {
    const query = new URLSearchParams({ user: this.user, channel: this.place });
    history[replace ? "replaceState" : "pushState"](null, "", `/?${query}`);
  }

  /** The channel, or the group's direct messages, that is open; null for the app. */
  channel({ channels }) {
    return channels.find((one) => one.name === this.place) ?? null;
  }

  /** The contract's channel argument for what is open. */
  channelId({ channels, app }) {
    if (this.place === "home") return "home";
    return channels.find((one) => one.name === this.place)?.id ?? app.dm;
  }
}
