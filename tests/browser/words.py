"""Choosing words in a page, as a person does with the mouse or a script does with a Range."""

BOXES = """
([selector, words]) => {
  const root = document.querySelector(selector);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let text = "";
  while (walker.nextNode()) {
    nodes.push([text.length, walker.currentNode]);
    text += walker.currentNode.data;
  }
  const at = text.indexOf(words);
  if (at < 0) return null;
  const place = (offset) => {
    const [begin, node] = nodes.findLast(([begin]) => begin <= offset);
    return [node, offset - begin];
  };
  const box = (from, to) => {
    const range = document.createRange();
    range.setStart(...place(from));
    range.setEnd(place(to - 1)[0], place(to - 1)[1] + 1);
    range.startContainer.parentElement.scrollIntoView({ block: "center" });
    return range;
  };
  const first = box(at, at + 1);
  const last = box(at + words.length - 1, at + words.length);
  const [a, b] = [first.getBoundingClientRect(), last.getBoundingClientRect()];
  return { from: [a.left + 1, a.top + a.height / 2], to: [b.right - 1, b.top + b.height / 2] };
}
"""

SELECT = """
([selector, words]) => {
  const root = document.querySelector(selector);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + words.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return true;
  }
  return false;
}
"""


def drag_over(page, words, selector="#words"):
    """Drag the mouse from the first letter of `words` to the last; marks between do not matter."""
    boxes = page.evaluate(BOXES, [selector, words])
    assert boxes, f"“{words}” is not on the page"
    page.mouse.move(*boxes["from"])
    page.mouse.down()
    page.mouse.move(*boxes["to"], steps=8)
    page.mouse.up()


def select(page, words, selector="#words"):
    """Make the selection by script, as touch and caret browsing end up doing."""
    assert page.evaluate(SELECT, [selector, words]), f"“{words}” is not within one text node"
