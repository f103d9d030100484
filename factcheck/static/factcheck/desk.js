/* The desk: selecting words opens the panel; keys do what buttons do. */

import { noteColumn, panelOf, paragraphsOf, stepPair } from "./beside.js";
import { pressIn, proposalOf, step } from "./proposals.js";
import { chosenWords } from "./selection.js";

const SETTLED = 250; // milliseconds without a change before a selection counts as made
const STANCES = { s: "supports", c: "contradicts", m: "mentions" };

const $ = (selector) => document.querySelector(selector);

let seen = ""; // the selection that the panel was last opened for
let timer = 0;
let pointerDown = false;
let comingFrom = null; // what to focus when the panel is left

/* --- selecting --- */

document.addEventListener("selectionchange", settleSoon);
document.addEventListener("pointerdown", () => (pointerDown = true));
for (const name of ["pointerup", "pointercancel"]) {
  document.addEventListener(name, () => {
    pointerDown = false;
    settleSoon();
  });
}

function settleSoon() {
  clearTimeout(timer);
  timer = setTimeout(() => pointerDown || openForSelection(), SETTLED);
}

function openForSelection() {
  const selection = document.getSelection();
  const words = $("#words");
  if (!words || selection.isCollapsed || !selection.rangeCount) return;
  const column = noteColumn(selection, words);
  const chosen = chosenWords(selection.getRangeAt(0), words, paragraphsOf(column));
  if (!chosen || chosen.exact.trim() === "") return;
  const key = `${column}-${chosen.start}-${chosen.end}`;
  if (key === seen && $("#link-form")) return;
  seen = key;
  openPanel(chosen, panelOf(column));
}

async function openPanel({ start, end, exact }, address) {
  await htmx.ajax("GET", address, {
    target: "#panel",
    swap: "outerHTML",
    values: { start, end },
  });
  const form = $("#link-form");
  if (!form) return;
  form.elements.exact.value = exact; // what the editor saw: the server compares it with the store
  announceChosen(form);
}

function announceChosen({ elements }) {
  const next = elements.stance ? "s, c or m for the stance" : "Enter to place them here";
  announce(`Words chosen: ${elements.exact.value}. Press ${next}, Escape to leave.`);
}

/* --- keys --- */

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const act = isTyping(event.target) ? typingKeys[event.key] : keys[event.key];
  if (act && act(event) !== false) event.preventDefault();
});

const keys = {
  s: takeStance,
  c: takeStance,
  m: takeStance,
  "/": () => focusOn("#claim-search"),
  n: () => openNewClaim() !== false || step(1) !== false || stepPair(1),
  p: () => step(-1) !== false || stepPair(-1),
  l: () => pressIn(".take"),
  d: () => pressIn(".dismiss"),
  e: editLink,
  w: () => focusOn("#actor-search"),
  f: () => focusOn("#find-words") !== false || leave("#find-words"),
  u: () => press("#said form button"),
  "?": () => openDialog("keys"),
  Escape: leaveByKey,
  Enter: saveFromAnywhere,
  ArrowDown: moveAmongOptions,
  ArrowUp: moveAmongOptions,
};

const typingKeys = {
  Escape: leaveByKey,
  Enter: takeFirstOrSave,
  ArrowDown: moveAmongOptions,
};

function isTyping(element) {
  return element.matches("textarea, select, input:not([type=radio], [type=checkbox])");
}

function takeStance({ key }) {
  const radio = $(`#link-form input[name=stance][value=${STANCES[key]}]`);
  if (!radio) return false;
  radio.checked = true;
  announce(STANCES[key]);
  focusOn($("#claim-options :checked") ? "#link-form .primary" : "#claim-search");
}

function openNewClaim() {
  const details = $("#new-claim");
  if (!details) return false;
  details.open = true;
  const field = $("#id_proposition");
  if (!field.value) field.value = $("#claim-search").value;
  focusOn("#id_proposition");
}

function saveFromAnywhere({ target }) {
  if (target.matches(".proposal")) return pressIn(".take");
  if (target.closest("a, button, summary, label, input")) return false;
  return press("#link-form .primary");
}

/* Go to the page of the link in which the focus is. */
function editLink() {
  const link = document.activeElement.closest(".note")?.querySelector(".edit");
  if (!link) return false;
  link.click();
}

/* In a search field, Enter takes the first thing found; in the other fields it sends the form. */
function takeFirstOrSave({ target }) {
  const options = optionsOf(target);
  if (target.matches("#id_proposition, #find-words")) return target.form.requestSubmit();
  if (!options) return false;
  const taken = options.querySelector(":checked:not([value=''])");
  const first = options.querySelector("input[type=radio]:not([value=''])");
  if (taken || !first) return $("#link-form") ? press("#link-form .primary") : false;
  first.checked = true;
  announce(`Chosen: ${first.closest("label").innerText}`);
}

function moveAmongOptions({ target, key }) {
  const options = key === "ArrowDown" && optionsOf(target);
  const first = options && (options.querySelector(":checked") || options.querySelector("input"));
  if (!first) return false;
  first.focus();
  first.checked = true;
}

function optionsOf(field) {
  return { "claim-search": $("#claim-options"), "actor-search": $("#actor-options") }[field.id];
}

/* --- focus and announcing --- */

function focusOn(selector) {
  const element = $(selector);
  if (!element) return false;
  if (!element.closest("#panel")?.contains(document.activeElement)) {
    comingFrom = document.activeElement;
  }
  element.focus();
}

/* A dialog that is open is left first (the browser does that itself), then a field, then the panel. */
function leaveByKey({ target }) {
  if ($("dialog[open]")) return false;
  if (isTyping(target) && target.closest("#link-form")) return $("#panel").focus();
  leave();
}

async function leave(next) {
  if ($("#link-form")) {
    await htmx.ajax("GET", $("#words").dataset.panel, { target: "#panel", swap: "outerHTML" });
    document.getSelection().removeAllRanges();
    seen = "";
  }
  const back = next ? $(next) : comingFrom?.isConnected ? comingFrom : $("#words");
  back.focus({ preventScroll: !next });
}

function press(selector) {
  const button = $(selector);
  if (!button) return false;
  button.click();
}

function openDialog(id) {
  const dialog = document.getElementById(id);
  if (!dialog) return false;
  dialog.showModal();
}

function announce(words) {
  $("#announcer").textContent = words;
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) openDialog(opener.dataset.opens);
  const twin = event.target.closest("[data-take]");
  if (twin && $("#link-form")) takeTwin(event, twin);
});

/* A near twin is taken as the claim; the wording that was typed goes. */
async function takeTwin(event, twin) {
  event.preventDefault();
  $("#id_proposition").value = "";
  $("#twins").replaceChildren();
  $("#new-claim").open = false;
  const search = $("#claim-search");
  search.value = twin.textContent.trim();
  await htmx.ajax("GET", search.getAttribute("hx-get"), {
    target: "#claim-options",
    swap: "innerHTML",
    values: { q: "", claim: twin.dataset.take },
  });
  focusOn("#claim-options :checked");
}

/* Once a swap has settled, focus stays where the editor is: on what was said, or in the panel. */
document.body.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target.id === "desk") {
    seen = "";
    $("#said")?.focus({ preventScroll: true });
  } else if (detail.target.id === "panel" && proposalOf(document.activeElement)) {
    const form = $("#link-form");
    if (!form) return;
    announceChosen(form);
    focusOn("#panel");
  } else if (detail.target.id === "panel" && document.activeElement === document.body) {
    const alert = $("#panel [role=alert]");
    if (alert) announce(alert.innerText);
    if (document.getSelection().isCollapsed) $("#panel").focus({ preventScroll: true });
  }
});

/* --- trouble --- */

const FIRST_PAUSE = 1000; // milliseconds before the first new try, each next one twice as long
const LONGEST_PAUSE = 15_000;

let pause = FIRST_PAUSE;
let nextTry = 0;
let waiting = null; // the form that is sent again

function show(words) {
  announce(words);
  $("#announcer").classList.add("shown");
}

/* A form that did not reach the server is sent again, as it then stands, until it does: what it asks
   for is done once, however often it arrives. */
for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.body.addEventListener(name, ({ detail }) => {
    const form = detail.elt.closest("form");
    if (!form || detail.requestConfig.verb !== "post") {
      show("The server cannot be reached. Your words are still here. Try again.");
      return;
    }
    show(`No connection: not saved yet. Trying again in ${Math.round(pause / 1000)} s.`);
    clearTimeout(nextTry);
    waiting = form;
    nextTry = setTimeout(() => form.isConnected && form.requestSubmit(), pause);
    pause = Math.min(2 * pause, LONGEST_PAUSE);
  });
}

window.addEventListener("online", () => (pause = FIRST_PAUSE));

document.body.addEventListener("htmx:responseError", () => {
  show("The server could not do this. Nothing was saved; your words are still here. Try again.");
});

document.body.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (waiting?.isConnected && detail.elt !== waiting) return;
  clearTimeout(nextTry);
  waiting = null;
  $("#announcer").classList.remove("shown");
});

document.body.addEventListener("htmx:afterOnLoad", () => (pause = FIRST_PAUSE));
