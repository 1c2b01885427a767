import { openDialog } from "./dialog.js";
import { freshId, h } from "./dom.js";
import { plain, textObject } from "./text.js";

/** Slack's confirm object as a dialog. Resolves to whether the person agreed. */
export function askToConfirm(confirm, world) {
  const [titleId, textId] = [freshId("confirm"), freshId("confirm")];
  const yesClass = confirm.style === "danger" ? "button big danger-solid" : "button big primary";
  return new Promise((resolve) => {
    const finish = (agreed) => {
      close();
      resolve(agreed);
    };
    const deny = h(
      "button",
      { type: "button", class: "button big", onclick: () => finish(false) },
      plain(confirm.deny) || "Cancel",
    );
    const agree = h(
      "button",
      { type: "button", class: yesClass, onclick: () => finish(true) },
      plain(confirm.confirm) || "Yes",
    );
    const panel = h(
      "div",
      {
        class: "dialog confirm",
        role: "alertdialog",
        "aria-modal": "true",
        "aria-labelledby": titleId,
        "aria-describedby": textId,
        "data-testid": "confirm",
      },
      h("h2", { id: titleId }, plain(confirm.title)),
      h("div", { id: textId, class: "confirm-text" }, confirm.text ? textObject(confirm.text, world) : null),
      h("div", { class: "dialog-foot" }, deny, agree),
    );
    const close = openDialog(panel, () => finish(false));
    agree.focus();
  });
}
