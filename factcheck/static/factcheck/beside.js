/* Two articles side by side: words are chosen in one of them, and keys go through what both share.
   On the desk of one article there is one column, without a name. */

let last = ""; // the id of the pair that had the focus last: the desk may have been swapped since then

/* The column in which a selection was begun; the other one is not selected with it. */
export function noteColumn(selection, words) {
  const inside = columnOf(selection.anchorNode);
  const range = selection.getRangeAt(0);
  const met = () =>
    [...words.querySelectorAll("p[data-of]")].find((paragraph) => range.intersectsNode(paragraph));
  return inside ?? met()?.dataset.of ?? "";
}

export function paragraphsOf(column) {
  return column ? `p[data-of="${column}"]` : "p[data-start]";
}

/* The address of the panel for words of a column. */
export function panelOf(column) {
  return document.querySelector(column ? `#${column}` : "#words").dataset.panel;
}

function columnOf(node) {
  const element = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  return element?.closest("p[data-of]")?.dataset.of;
}

/* While words are selected in one column, the other one cannot be; then either can again. */
document.addEventListener("selectstart", ({ target }) => {
  const column = columnOf(target);
  if (column) document.querySelector("#words").dataset.choosing = column;
});
document.addEventListener("pointerdown", letChoose);
document.addEventListener("selectionchange", () => {
  if (document.getSelection().isCollapsed) letChoose();
});

function letChoose() {
  delete document.querySelector("#words")?.dataset.choosing;
}

/* Go to the next shared paragraph (1) or the previous one (-1), and from the last to the first. */
export function stepPair(direction) {
  const all = [...document.querySelectorAll("[id^=pair-]")].sort((a, b) => number(a) - number(b));
  const here = document.activeElement.closest("[id^=pair-]")?.id ?? last;
  const at = all.findIndex((pair) => pair.id === here);
  const next = at < 0 ? all.at(direction < 0 ? -1 : 0) : all.at((at + direction) % all.length);
  if (!next) return false;
  last = next.id;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "start" });
}

function number(pair) {
  return Number(pair.id.slice("pair-".length));
}
