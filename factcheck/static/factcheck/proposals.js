/* Quotes that are proposed beside the text: keys go from one to the next, and the words of the one
   that has the focus are highlighted. */

import { rangeOf } from "./selection.js";

let at = -1; // where the words of the last one begin: the desk may have been swapped since then

/* Go to the next proposal (1) or the previous one (-1), and from the last one to the first. */
export function step(direction) {
  const all = [...document.querySelectorAll(".proposal")];
  if (direction < 0) all.reverse();
  const next = all.find((proposal) => (startOf(proposal) - at) * direction > 0) ?? all[0];
  if (!next) return false;
  next.focus({ preventScroll: true });
  next.closest(".para").scrollIntoView({ block: "nearest" });
  next.scrollIntoView({ block: "nearest" });
}

/* The proposal that an element stands in, or null. */
export function proposalOf(element) {
  return element.closest(".proposal");
}

/* Press a button of the proposal that has the focus. */
export function pressIn(selector) {
  const button = proposalOf(document.activeElement)?.querySelector(selector);
  if (!button) return false;
  button.click();
}

document.addEventListener("focusin", ({ target }) => {
  const proposal = proposalOf(target);
  if (!proposal) return;
  at = startOf(proposal);
  const words = rangeOf(at, Number(proposal.dataset.end), document.querySelector("#words"));
  if (words) CSS.highlights?.set("proposed", new Highlight(words));
});

function startOf(proposal) {
  return Number(proposal.dataset.start);
}
