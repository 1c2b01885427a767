import { act, fetchState, listen } from "./api.js";
import { titleOf } from "./channels.js";
import { renderClockBar } from "./clockbar.js";
import { Composer } from "./composer.js";
import { h } from "./dom.js";
import { renderHeader } from "./header.js";
import { Home } from "./home.js";
import { Messages } from "./messages.js";
import { Modals } from "./modals.js";
import { pressEnded } from "./press.js";
import { mrkdwn } from "./text.js";
import { readMessages, toast } from "./toasts.js";
import { Visit } from "./visit.js";
import { renderSidebar } from "./sidebar.js";

const RETRY_MS = 1500;
const CLOCK_MS = 20_000;
const PREVIEWED = 120;
const at = (id) => document.getElementById(id);

/** The page: who is here, what is open, and the state of the workspace as the server last told it. */
class Desk {
  world = null;
  visit = new Visit();
  #wanted = 0;
  #running = null;
  #stopListening = () => {};
  #userId = null;
  #seen = "";

  constructor() {
    this.home = new Home(at("home"), this);
    this.messages = new Messages(at("scroller"), at("messages"), at("to-newest"), this);
    this.composer = new Composer(at("composer"), this);
    this.modals = new Modals(this);
    window.addEventListener("popstate", () => this.start());
    const look = () => document.hidden || !this.#userId || this.refresh();
    document.addEventListener("visibilitychange", look);
    // The clock runs on between changes.
    setInterval(look, CLOCK_MS);
  }

  get place() {
    return this.visit.place;
  }

  get channel() {
    return this.visit.channel(this.world);
  }

  get channelId() {
    return this.visit.channelId(this.world);
  }

  /** Whether `place` is what is open; the Home tab belongs to the app's DM. */
  isAt(place) {
    return this.place === place || (place === "dm" && this.place === "home");
  }

  /** Finds out who and where from the address, then shows it. */
  async start() {
    this.visit.read();
    try {
      this.world = await this.#firstState();
    } catch (error) {
      this.#connected(false, error);
      setTimeout(() => this.start(), RETRY_MS);
      return;
    }
    await this.#arrive(this.world.me, true);
  }

  async #firstState() {
    try {
      return await fetchState(this.visit.user, "home");
    } catch (error) {
      if (error.status !== 404) throw error;
      this.visit.forgetUser();
      return fetchState(this.visit.user, "home");
    }
  }

  async #arrive(person, replace) {
    this.visit.settle(person.handle, this.world);
    this.visit.write(replace);
    this.#userId = person.id;
    this.#stopListening();
    this.#stopListening = listen(
      person.id,
      (version) => this.#heard(version),
      (ok) => this.#connected(ok),
    );
    await this.#open();
    this.composer.focus();
  }

  async #open() {
    await this.refresh();
    if (this.place === "home") await this.act("home");
    else await this.#markSeen(true);
  }

  /** Goes on as another person, at the same place. */
  async become(person) {
    if (person.id === this.#userId) return;
    this.#stopListening();
    readMessages();
    // Each person has a direct channel of their own with the app: its id has to be known before it is shown.
    this.world = await fetchState(person.id, "home");
    await this.#arrive(person, false);
  }

  /** Opens "home", "dm" or a channel by its name. */
  async go(place) {
    if (place === this.place) return;
    if (place === "dm") readMessages();
    this.visit.place = place;
    this.visit.write(false);
    await this.#open();
  }

  /** Offers a text to go on with in the composer. */
  compose(text) {
    this.composer.suggest(text);
  }

  /** Does something as the person. Throws ApiError. */
  ask(kind, details = {}) {
    return act(this.#userId, kind, details);
  }

  /** As `ask`, for what has no place of its own for an error; shows what came of it. */
  async act(kind, details = {}) {
    try {
      await this.ask(kind, details);
    } catch (error) {
      await this.refresh();
      const told = this.world.notices.some((one) => one.text === error.message);
      if (!told) toast(error.message, { tone: "error" });
      return;
    }
    await this.refresh();
  }

  /** Fetches and shows the state; resolves when what is shown is no older than this call. */
  refresh() {
    this.#wanted += 1;
    this.#running ??= this.#catchUp().finally(() => (this.#running = null));
    return this.#running;
  }

  async #catchUp() {
    let reached;
    do {
      reached = this.#wanted;
      await this.#load();
    } while (reached !== this.#wanted);
  }

  async #load() {
    const [userId, place] = [this.#userId, this.place];
    try {
      const world = await fetchState(userId, this.channelId);
      await pressEnded();
      if (userId === this.#userId && place === this.place) this.#show(world);
    } catch (error) {
      if (error.status === 404 && this.channel) return this.#leftChannel();
      this.#connected(false, error);
      // A restarted sandbox has other ids.
      if (error.status >= 400 && error.status < 500) setTimeout(() => this.start(), RETRY_MS);
    }
  }

  /** Goes to the app when one is not in the open channel any more. */
  #leftChannel() {
    this.visit.place = "dm";
    this.visit.write(true);
    this.#wanted += 1;
  }

  #heard(version) {
    if (String(version) !== document.body.dataset.version) this.refresh();
  }

  #connected(ok, error = null) {
    const wasOff = !at("offline").hidden;
    at("offline").hidden = ok;
    if (error) console.info(error.message);
    if (ok && wasOff) this.refresh();
  }

  #show(world) {
    const before = this.world;
    this.world = world;
    at("offline").hidden = true;
    this.#render();
    this.#announce(before, world);
    this.#markSeen();
    document.body.dataset.version = String(world.version);
  }

  #render() {
    const isHome = this.place === "home";
    at("home").hidden = !isHome;
    at("conversation").hidden = isHome;
    renderSidebar(at("sidebar"), this);
    renderClockBar(at("clockbar"), this);
    renderHeader(at("header"), this);
    if (isHome) this.home.render();
    else {
      this.messages.render();
      this.composer.render();
    }
    this.modals.render();
    const { app, me, team } = this.world;
    const open = this.channel ? titleOf(this.channel) : app.name;
    document.title = `${app.unread ? `(${app.unread}) ` : ""}${open} – ${team?.name ?? "Sandbox"} – ${me.real_name}`;
  }

  #announce(before, after) {
    if (before?.me.id !== after.me.id) return;
    if (after.app.unread > before.app.unread && this.place !== "dm") this.#tellOfMessage(after.app);
    const known = new Set(before.notices.map((one) => one.id));
    const hidden = this.place === "home" || this.modals.isOpen;
    for (const notice of after.notices) {
      if (hidden && !known.has(notice.id))
        toast(notice.text, { tone: "error", onDismiss: () => this.act("seen", { notice: notice.id }) });
    }
  }

  async #tellOfMessage(app) {
    const dm = await fetchState(this.#userId, app.dm).catch(() => null);
    const text = dm?.messages.at(-1)?.text ?? "";
    const shown = h("span", {}, mrkdwn(text, this.world)).textContent;
    const preview = shown.length > PREVIEWED ? `${shown.slice(0, PREVIEWED).trimEnd()}…` : shown;
    toast(`New message from ${app.name}${preview ? `: ${preview}` : ""}`, {
      tone: "message",
      action: { label: "Open", run: () => this.go("dm") },
    });
  }

  // `arriving`: the app is told that its Messages tab was opened, even if nothing there is new.
  async #markSeen(arriving = false) {
    if (this.place === "home" || document.hidden) return;
    const { app, channels } = this.world;
    const newest = this.world.messages.at(-1)?.ts;
    const spot = [this.#userId, this.place, newest].join(" ");
    const unread = this.place === "dm" ? app.unread : channels.find((one) => one.name === this.place)?.unread;
    if (!arriving && (!unread || spot === this.#seen)) return;
    this.#seen = spot;
    await this.ask("seen", { channel: this.channelId }).catch(() => {});
    this.refresh();
  }
}

new Desk().start();
