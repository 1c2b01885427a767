import { h } from "./dom.js";
import { Surface } from "./surface.js";
import { drawView, worldKey } from "./viewbody.js";

/** The Home tab of the app. */
export class Home {
  #surfaces = new Map();
  #key = null;

  constructor(root, desk) {
    this.root = root;
    this.desk = desk;
  }

  render() {
    const { home, app } = this.desk.world;
    const json = JSON.stringify(home);
    const key = json + worldKey(this.desk.world, json);
    if (key === this.#key) return;
    this.#key = key;
    if (home) drawView(this.root, home, this.#surface(home.id));
    else this.root.replaceChildren(this.#nothing(app));
  }

  #surface(viewId) {
    if (!this.#surfaces.has(viewId))
      this.#surfaces.set(viewId, new Surface(this.desk, { type: "view", view_id: viewId }));
    return this.#surfaces.get(viewId);
  }

  #nothing(app) {
    const text = app.connected
      ? `${app.name} has put nothing here yet.`
      : `${app.name} is not connected, so its Home is empty.`;
    return h("p", { class: "nothing", "data-testid": "home-empty" }, text);
  }
}
