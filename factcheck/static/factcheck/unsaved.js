/* What is typed into a form that bears data-unsaved is kept on the server as one types, and offered
   again wherever the editor signs in. It is closed by the server once the form is sent. */

const IDLE = 1000; // milliseconds without a change before it is sent
const MOST = 3000; // and the most that it waits for that
const LONGEST_PAUSE = 15_000; // between tries while there is no connection
const ADDRESS = "/desk/unsaved/";
const SIGNED_OUT = "You are signed out. Sign in in another tab; what you typed stays here.";

const states = new WeakMap();

document.addEventListener("input", ({ target }) => {
  const form = target.form;
  if (!form?.dataset.unsaved || target.type === "search" || target.type === "hidden") return;
  touch(form);
});

document.addEventListener("submit", ({ target }) => target.dataset.unsaved && stop(target), true);

/* Sent in vain: what was typed is still unsaved. */
for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(name, ({ detail }) => {
    const form = detail.elt?.closest?.("form[data-unsaved]");
    if (form) touch(form);
  });
}

/* Whoever is signed out is asked to sign in, for which this page would be left with all its words. */
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const form = document.querySelector("form[data-unsaved]");
  if (!form || !event.detail.xhr.getResponseHeader("HX-Redirect")) return;
  event.preventDefault();
  tell(form, SIGNED_OUT, true);
  touch(form);
});

window.addEventListener("online", () => forEachDirty(send));
/* Left, or come back to: perhaps from signing in, in another tab. */
document.addEventListener("visibilitychange", () => forEachDirty(send));

function touch(form) {
  const state = stateOf(form);
  state.since ??= Date.now();
  state.version += 1;
  clearTimeout(state.timer);
  const wait = Math.min(IDLE, Math.max(0, state.since + MOST - Date.now()));
  state.timer = setTimeout(() => send(form), wait);
}

async function send(form) {
  const state = stateOf(form);
  if (state.sending || state.since === null) return;
  clearTimeout(state.timer);
  const version = state.version;
  state.sending = new AbortController();
  try {
    const response = await fetch(ADDRESS, {
      method: "POST",
      body: bodyOf(form),
      keepalive: true,
      redirect: "manual",
      signal: state.sending.signal,
    });
    if (isSignedOut(response)) return await waitForSignIn(form);
    state.pause = IDLE;
    if (state.version === version) state.since = null;
    else state.since = Date.now();
    if (!response.ok) throw new Refused();
    tell(form, `Kept at ${new Date().toLocaleTimeString([], { timeStyle: "short" })}, not saved yet.`);
  } catch (error) {
    if (error.name === "AbortError") return;
    if (error instanceof Refused) return tell(form, error.message, true);
    state.pause = Math.min(2 * state.pause, LONGEST_PAUSE);
    tell(form, "No connection. What you typed stays here and is kept as soon as there is one.", true);
    state.timer = setTimeout(() => send(form), state.pause);
    return;
  } finally {
    state.sending = null;
  }
  if (state.since !== null) touch(form);
}

class Refused extends Error {
  message = "What you typed could not be kept beside the form. Save it before you leave.";
}

function isSignedOut({ status, type }) {
  return type === "opaqueredirect" || status === 403;
}

/* What was typed is sent again until the editor is signed in. */
async function waitForSignIn(form) {
  const state = stateOf(form);
  if (await renewToken()) {
    state.pause = IDLE;
  } else {
    tell(form, SIGNED_OUT, true);
    state.pause = Math.min(2 * state.pause, LONGEST_PAUSE);
  }
  state.timer = setTimeout(() => send(form), state.pause);
}

/* Whoever signs in gets a new token, which the forms of this page do not bear yet; whether it was
   got, for nobody gets one who is signed out. */
async function renewToken() {
  const response = await fetch(`${ADDRESS}token/`, { redirect: "manual" });
  if (!response.ok) return false;
  const { token } = await response.json();
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  return true;
}

function bodyOf(form) {
  const given = new FormData(form);
  const fields = Object.fromEntries(
    [...given].filter(([name, words]) => !OURS.has(name) && typeof words === "string"),
  );
  const body = new FormData();
  body.append("csrfmiddlewaretoken", given.get("csrfmiddlewaretoken"));
  body.append("form", form.elements.unsaved.value);
  body.append("place", form.dataset.unsaved);
  body.append("about", form.dataset.about.slice(0, 200));
  body.append("typed", JSON.stringify(fields));
  return body;
}

const OURS = new Set(["csrfmiddlewaretoken", "unsaved", "exact", "start", "end"]);

/* The form is being sent: what was typed goes with it. */
function stop(form) {
  const state = stateOf(form);
  clearTimeout(state.timer);
  state.sending?.abort();
  state.since = null;
  dirty.delete(form);
}

const dirty = new Set();

function stateOf(form) {
  if (!states.has(form)) {
    states.set(form, { timer: 0, since: null, version: 0, sending: null, pause: IDLE });
  }
  dirty.add(form);
  return states.get(form);
}

function forEachDirty(act) {
  for (const form of dirty) act(form);
}

/* A trouble is heard by screen readers; that all is well is only seen. */
function tell(form, words, isTrouble = false) {
  const status = form.querySelector(".unsaved-status");
  if (!status) return;
  status.textContent = words;
  status.classList.toggle("error", isTrouble);
  if (isTrouble) document.querySelector("#announcer").textContent = words;
}

/* A form that was refused holds words that may not have been kept yet. */
document.querySelectorAll("form[data-unsaved]:has([role=alert], .error)").forEach(touch);
