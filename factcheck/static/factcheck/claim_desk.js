/* A list of proposals, of passages for a claim or of names that may be one: keys go through them and
   press their buttons. */

const $ = (selector, root = document) => root.querySelector(selector);
const proposals = [...document.querySelectorAll(".candidate[id]")];

const keys = {
  j: () => go(1),
  n: () => go(1),
  k: () => go(-1),
  p: () => go(-1),
  o: open,
  Enter: ({ target }) => (target.closest("a, button, summary") ? false : open()),
  d: () => press(".dismiss", current()),
  u: () => press("#said button"),
  "?": () => $("#keys").showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.repeat && !"jnkp".includes(event.key)) return;
  if (event.target.matches("input, textarea, select") || $("dialog[open]")) return;
  const act = keys[event.key];
  if (act && act(event) !== false) event.preventDefault();
});

document.addEventListener("click", ({ target }) => {
  const opener = target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens).showModal();
});

/* The proposal in which the focus is. */
function current() {
  return document.activeElement.closest(".candidate[id]");
}

function go(step) {
  const at = proposals.indexOf(current());
  const next = at < 0 ? proposals[0] : proposals[at + step];
  if (!next) return false;
  next.focus();
}

/* The address keeps the place, so that the way back leads to it. */
function open() {
  const proposal = current();
  if (!proposal) return false;
  history.replaceState(null, "", `#${proposal.id}`);
  return press(".open, .take", proposal);
}

function press(selector, root = document) {
  const button = root && $(selector, root);
  if (!button) return false;
  button.click();
}

if ($("#said")) $("#announcer").textContent = $("#said p").innerText;

/* After a decision, and on the way back from an article, go on where the editor was. */
if (/^#(paragraph|spelling)-/.test(location.hash)) {
  (document.getElementById(location.hash.slice(1)) ?? proposals[0])?.focus();
} else if ($("#said")) {
  proposals[0]?.focus();
}
