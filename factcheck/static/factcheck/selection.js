/* What a selection in the browser means in the stored text.
   Offsets are Unicode code points, end excluded; the browser counts UTF-16 units, and only
   toCodePoints() translates. */

export function toCodePoints(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/* The chosen words inside `root`: {start, end, exact}, or null where the range holds none. Where
   `root` holds two texts, `which` finds the paragraphs of the one that is meant.
   Each paragraph says in data-start where its words begin in the stored text, and in data-gap what
   stands between it and the next one. */
export function chosenWords(range, root, which = "p[data-start]") {
  const pieces = [...root.querySelectorAll(which)]
    .filter((paragraph) => range.intersectsNode(paragraph))
    .map((paragraph) => ({ paragraph, within: wholeCharacters(clip(range, paragraph)) }))
    .filter(({ within }) => within.toString() !== "");
  if (pieces.length === 0) return null;
  const first = pieces[0];
  const start = Number(first.paragraph.dataset.start) + toCodePoints(before(first).toString());
  const exact = pieces
    .map(({ paragraph, within }, index) => {
      const isLast = index === pieces.length - 1;
      return within.toString() + (isLast ? "" : paragraph.dataset.gap);
    })
    .join("");
  return { start, end: start + toCodePoints(exact), exact };
}

/* The part of `range` that lies in `element`. */
function clip(range, element) {
  const within = document.createRange();
  within.selectNodeContents(element);
  if (within.compareBoundaryPoints(Range.START_TO_START, range) < 0) {
    within.setStart(range.startContainer, range.startOffset);
  }
  if (within.compareBoundaryPoints(Range.END_TO_END, range) > 0) {
    within.setEnd(range.endContainer, range.endOffset);
  }
  return within;
}

/* The same range with both ends moved outwards where they cut a surrogate pair in two. */
function wholeCharacters(range) {
  const { startContainer, startOffset, endContainer, endOffset } = range;
  if (cutsPair(startContainer, startOffset)) range.setStart(startContainer, startOffset - 1);
  if (cutsPair(endContainer, endOffset)) range.setEnd(endContainer, endOffset + 1);
  return range;
}

function cutsPair(node, offset) {
  if (node.nodeType !== Node.TEXT_NODE || offset === 0) return false;
  const isHigh = /[\uD800-\uDBFF]/.test(node.data.charAt(offset - 1));
  return isHigh && /[\uDC00-\uDFFF]/.test(node.data.charAt(offset));
}

function before({ paragraph, within }) {
  const lead = document.createRange();
  lead.selectNodeContents(paragraph);
  lead.setEnd(within.startContainer, within.startOffset);
  return lead;
}

/* Where the stored words [start, end) stand in the paragraphs of `root`: a Range, or null. */
export function rangeOf(start, end, root) {
  const from = placeOf(start, root);
  const until = placeOf(end - 1, root);
  if (!from || !until) return null;
  const range = document.createRange();
  range.setStart(from.node, from.offset);
  range.setEnd(until.node, until.offset + until.width);
  return range;
}

/* The text node that holds a code point, with the place of its first unit and how many it has. */
function placeOf(point, root) {
  const paragraph = [...root.querySelectorAll("p[data-start]")].findLast(
    (candidate) => Number(candidate.dataset.start) <= point,
  );
  if (!paragraph) return null;
  let left = point - Number(paragraph.dataset.start);
  const nodes = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  while (nodes.nextNode()) {
    let offset = 0;
    for (const character of nodes.currentNode.data) {
      if (left === 0) return { node: nodes.currentNode, offset, width: character.length };
      offset += character.length;
      left -= 1;
    }
  }
  return null;
}
