import { titleOf } from "./channels.js";
import { Picker } from "./picker.js";
import { plain } from "./text.js";

const DEBOUNCE_MS = 250;

const optionItem = (option) => ({
  key: option.value,
  label: plain(option.text),
  description: option.description ? plain(option.description) : null,
  value: option,
});

function groupsOf({ options, option_groups: groups }) {
  if (groups?.length)
    return groups.map((group) => ({ label: plain(group.label), items: group.options.map(optionItem) }));
  return [{ label: null, items: (options ?? []).map(optionItem) }];
}

function matching(groups, query) {
  const wanted = query.trim().toLowerCase();
  return groups.map(({ label, items }) => ({
    label,
    items: items.filter((item) => item.label.toLowerCase().includes(wanted)),
  }));
}

function suggestions(field) {
  const minimum = field.element.min_query_length ?? 3;
  let timer = 0;
  return async (query) => {
    clearTimeout(timer);
    if (query.trim().length < minimum)
      throw new Error(`Type ${minimum === 1 ? "a letter" : `${minimum} letters`} or more to search`);
    await new Promise((resolve) => (timer = setTimeout(resolve, query ? DEBOUNCE_MS : 0)));
    return groupsOf(await field.suggest(query));
  };
}

const person = (one) => ({
  key: one.id,
  label: one.real_name,
  description: one.is_bot ? "App" : null,
  value: one.id,
});
const channelItem = (one) => ({ key: one.id, label: titleOf(one), value: one.id });
const appItem = ({ app }) => ({
  key: app.dm,
  label: app.name,
  description: "Direct message",
  value: app.dm,
});
const KIND_NAMES = { public: "public", private: "private", group: "mpim" };

// Without a filter Slack offers every kind there is.
function conversations({ filter = {} }, world) {
  const kinds = filter.include ?? ["public", "private", "mpim", "im"];
  const wanted = world.offered_channels.filter(
    (one) =>
      kinds.includes(KIND_NAMES[one.kind]) && !(filter.exclude_external_shared_channels && one.is_shared),
  );
  const app = kinds.includes("im") && !filter.exclude_bot_users ? [appItem(world)] : [];
  return [...wanted.map(channelItem), ...app];
}

const ENTITIES = {
  users: (_element, world) => world.people.filter((one) => !one.deleted).map(person),
  channels: (_element, world) =>
    world.offered_channels.filter((one) => one.kind === "public").map(channelItem),
  conversations,
};

/** The item behind an id, though the menu itself would not offer it (any more). */
function known(world, id) {
  const everything = [
    ...world.people.map(person),
    ...world.offered_channels.map(channelItem),
    appItem(world),
  ];
  return everything.find((one) => one.key === id) ?? { key: id, label: id, value: id };
}

function source(field, kind) {
  if (kind === "external") return { load: suggestions(field), item: optionItem };
  if (kind === "static")
    return { load: (query) => matching(groupsOf(field.element), query), item: optionItem };
  const all = () => ENTITIES[kind](field.element, field.world);
  return {
    load: (query) => matching([{ label: null, items: all() }], query),
    item: (id) => known(field.world, id),
  };
}

/** Every select menu and multi-select menu. */
export function select(field) {
  const { element } = field;
  const multi = element.type.startsWith("multi_");
  const { load, item } = source(field, element.type.replace("multi_", "").replace("_select", ""));
  const chosen = () => [field.value ?? []].flat().map(item);
  const onChange = (items) => {
    const values = items.map((one) => one.value);
    return field.choose(multi ? values : (values[0] ?? null));
  };
  const { labelId, ...attributes } = field.labels;
  if (!attributes.id) attributes["aria-label"] = plain(element.placeholder) || "Select an item";
  const placeholder = plain(element.placeholder) || (multi ? "Select options" : "Select an option");
  const picker = new Picker({
    load,
    multi,
    chosen,
    onChange,
    placeholder,
    attributes,
    clearable: field.optional && !field.live,
    max: element.max_selected_items,
  });
  field.redraw = () => picker.draw();
  return picker.node;
}
