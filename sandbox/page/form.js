const option = (key, initial) => [key, (element) => element[initial] ?? null];
const list = (key, initial) => [key, (element) => element[initial] ?? []];
const text = ["value", (element) => element.initial_value ?? null];

// Element type -> the key of its value in Slack's view.state.values, and how to read its initial value.
const STATEFUL = {
  plain_text_input: text,
  email_text_input: text,
  url_text_input: text,
  number_input: text,
  rich_text_input: ["rich_text_value", (element) => element.initial_value ?? null],
  static_select: option("selected_option", "initial_option"),
  external_select: option("selected_option", "initial_option"),
  multi_static_select: list("selected_options", "initial_options"),
  multi_external_select: list("selected_options", "initial_options"),
  users_select: option("selected_user", "initial_user"),
  multi_users_select: list("selected_users", "initial_users"),
  channels_select: option("selected_channel", "initial_channel"),
  multi_channels_select: list("selected_channels", "initial_channels"),
  conversations_select: option("selected_conversation", "initial_conversation"),
  multi_conversations_select: list("selected_conversations", "initial_conversations"),
  radio_buttons: option("selected_option", "initial_option"),
  checkboxes: list("selected_options", "initial_options"),
  datepicker: option("selected_date", "initial_date"),
  timepicker: option("selected_time", "initial_time"),
  datetimepicker: option("selected_date_time", "initial_date_time"),
  file_input: ["files", () => []],
};

/** The key under which an element's value stands in view.state.values. */
export const valueKey = (type) => STATEFUL[type]?.[0];

function elementsOf(block) {
  const elements =
    { input: [block.element], section: [block.accessory], actions: block.elements }[block.type] ?? [];
  return elements.filter((element) => element && STATEFUL[element.type]);
}

/** Whether something can be entered in this block. */
export const holdsValues = (block) => elementsOf(block).length > 0;

function initialState(element) {
  const [key, read] = STATEFUL[element.type];
  const zone = element.timezone ? { timezone: element.timezone } : {};
  return { type: element.type, [key]: read(element), ...zone };
}

const place = (blockId, actionId) => `${blockId}\n${actionId}`;

/** A state without the options that `element` offers no more. */
function stillOffered(element, state) {
  const groups = element.option_groups ?? [];
  const offered = [...(element.options ?? []), ...groups.flatMap((group) => group.options)];
  const key = valueKey(element.type);
  const held = state?.[key];
  if (!offered.length || !held) return state;
  const find = (chosen) => offered.find((one) => one.value === chosen.value);
  const value = Array.isArray(held) ? held.map(find).filter(Boolean) : (find(held) ?? null);
  return { ...state, [key]: value };
}

/** What has been entered in one view or message, in the shapes of Slack's view.state.values. */
export class Form {
  #states = new Map();

  /** Takes the elements of `blocks`. A value survives where block_id, action_id and type are the same; `seed` comes before initial_*. */
  adopt(blocks, seed = {}) {
    const before = this.#states;
    this.#states = new Map();
    for (const block of blocks ?? []) {
      for (const element of elementsOf(block)) {
        const key = place(block.block_id, element.action_id);
        const known = [before.get(key), seed?.[block.block_id]?.[element.action_id]].find(
          (state) => state?.type === element.type,
        );
        this.#states.set(key, known ? stillOffered(element, known) : initialState(element));
      }
    }
  }

  value(blockId, actionId) {
    const state = this.#states.get(place(blockId, actionId));
    return state ? state[valueKey(state.type)] : undefined;
  }

  write(blockId, actionId, value) {
    const state = this.#states.get(place(blockId, actionId));
    this.#states.set(place(blockId, actionId), { ...state, [valueKey(state.type)]: value });
  }

  /** {block_id: {action_id: state}} of every element, touched or not. */
  values() {
    const values = {};
    for (const [key, state] of this.#states) {
      const [blockId, actionId] = key.split("\n");
      (values[blockId] ??= {})[actionId] = state;
    }
    return values;
  }
}
