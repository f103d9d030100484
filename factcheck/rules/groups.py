"""What belongs together because it was joined, by whatever way."""

from collections import defaultdict

type Node = tuple[int, int]  # the key of a part, and where in it the words begin


class Groups:
    """Nodes of which those that were joined, by whatever way, are one group."""

    def __init__(self) -> None:
        self._first: dict[Node, Node] = {}

    def join(self, a: Node, b: Node) -> None:
        one, other = sorted((self._find(a), self._find(b)))
        self._first[other] = one

    def groups(self) -> list[list[Node]]:
        found: defaultdict[Node, list[Node]] = defaultdict(list)
        for node in sorted(self._first):
            found[self._find(node)].append(node)
        return list(found.values())

    def _find(self, node: Node) -> Node:
        first = self._first.setdefault(node, node)
        while first != self._first[first]:
            self._first[first] = self._first[self._first[first]]
            first = self._first[first]
        return first
