/* The queue: keys go through what waits, and on a page that was opened from it to the next. */

const $ = (selector) => document.querySelector(selector);
const items = [...document.querySelectorAll(".waiting > li")];

const inList = {
  j: () => go(1),
  k: () => go(-1),
  Enter: ({ target }) => (target.closest("a, button, summary, input, select") ? false : open()),
  x: tick,
  a: take,
  "?": showKeys,
};

const onPage = {
  ".": () => press("#queue-bar [rel=next]"),
  ",": () => press("#queue-bar [rel=prev]"),
  a: () => press("#queue-bar .assign"),
  r: () => press(".read-through"),
  "?": showKeys,
};

const keys = $(".kinds") ? inList : onPage;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.matches("textarea, select, input:not([type=checkbox])")) return;
  if ($("dialog[open]") || (event.repeat && !"jk".includes(event.key))) return;
  const act = keys[event.key] ?? (/^[1-9]$/.test(event.key) && $(".kinds") && goToKind);
  if (act && act(event) !== false) event.preventDefault();
});

document.addEventListener("click", ({ target }) => {
  const opener = $(".kinds") && target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens).showModal();
});

function showKeys() {
  $("#keys").showModal();
}

function current() {
  return document.activeElement.closest(".waiting > li");
}

function go(step) {
  const at = items.indexOf(current());
  const next = at < 0 ? items[0] : items[at + step];
  if (!next) return false;
  next.focus();
}

function open() {
  return press(".title", current());
}

function tick() {
  return press("[name=item]", current());
}

/* The thing that has the focus, alone, is the editor's own. */
function take() {
  const item = current();
  if (!item) return false;
  for (const box of document.querySelectorAll(".waiting [name=item]")) {
    box.checked = item.contains(box);
  }
  const choice = $("#to");
  choice.value = choice.querySelector("[data-me]").value;
  choice.form.requestSubmit();
}

function goToKind({ key }) {
  return press(`.kinds li:nth-child(${key}) a`);
}

function press(selector, root = document) {
  const button = root && root.querySelector(selector);
  if (!button) return false;
  button.click();
}

/* After an assignment, go on where the editor was: where what was assigned has left the list, at
   what came after it. */
if (location.hash.startsWith("#item-")) {
  const number = ({ id }) => Number(id.slice("item-".length));
  const was = number({ id: location.hash.slice(1) });
  (items.find((item) => number(item) >= was) ?? items.at(-1))?.focus();
}
