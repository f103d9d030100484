"""A matrix in the order that its address asks for, and as a table for other programs."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from factcheck import presenters
from factcheck.rules.matrix import by_stance
from factcheck.rules.ranking import ranked

# Slugs have no full stop, so that these are never taken for the name of an order.
ON, BY = "on.", "by."
TOLD = (
    *("claim", "address", "state", "question"),
    *("evidence state", "origins for", "origins against"),
)
BY_STANCE = "support first, then support and contradiction at once, contradiction, mere mention,"


@dataclass(frozen=True, slots=True)
class Order:
    """One way to order the rows or columns; `rule` says it in words.

    `about` is the claim or column by which it orders, if it is one.
    """

    name: str
    label: str
    rule: str
    arrange: Callable
    about: str = ""


class Arranged:
    """A matrix with its claims and columns in the order asked for.

    `unknown` are the orders that were asked for and that there are not; the usual one stands in
    their place.
    """

    def __init__(self, matrix, params):
        self.matrix, self.params, self.unknown = matrix, params, []
        self.sorts, self.sort = self._chosen("sort", self._sorts(), self._on_one_claim)
        self.columns = self.sort.arrange()
        self.orders, self.order = self._chosen("order", self._orders(), self._by_one_column)
        self.claims = self.order.arrange()

    def _chosen(self, param, orders, of_one):
        """The orders there are and the one that is asked for."""
        asked = self.params.get(param, "")
        named = {order.name: order for order in orders}
        chosen = named.get(asked) or of_one(asked)
        if chosen is None and asked:
            self.unknown.append(asked)
        chosen = chosen or orders[0]
        return [*orders, *([] if chosen.name in named else [chosen])], chosen

    def _sorts(self):
        return [
            Order(
                "claims",
                "most claims first",
                "Those on most claims stand first; of equals, by name.",
                self._by_claims,
            ),
            Order("name", "by name", "In the order of their names.", self._by_name),
        ]

    def _by_name(self):
        return sorted(self.matrix.columns, key=lambda column: (column.folded, column.key))

    def _by_claims(self):
        return sorted(self._by_name(), key=self.matrix.count, reverse=True)

    def _on_one_claim(self, asked):
        claim = next((c for c in self.matrix.claims if asked == ON + c.slug), None)
        if claim is None:
            return None
        return Order(
            asked,
            "by one claim",
            f"{BY_STANCE} nothing; of equals, by name.",
            lambda: by_stance(self._by_name(), lambda column: self.matrix.cell(claim, column)),
            claim.proposition,
        )

    def _orders(self):
        return [
            Order(
                "question",
                "by question",
                "Answers to one question stand together, the least contradicted first;"
                " then come claims that answer none, by wording.",
                self._by_question,
            ),
            Order("wording", "by wording", "In the order of their words.", self._by_wording),
        ]

    def _by_wording(self):
        return sorted(self.matrix.claims, key=lambda claim: (claim.folded, claim.pk))

    def _by_question(self):
        """The answers to each question, ranked; then the claims that answer none."""
        answers = [claim for claim in self._by_wording() if claim.question]
        answers.sort(key=lambda claim: (claim.question.text, claim.question_id))
        together = groupby(answers, key=lambda claim: claim.question_id)
        places = [place.answer for _, group in together for place in ranked(group)]
        return places + [claim for claim in self._by_wording() if not claim.question]

    def _by_one_column(self, asked):
        column = next((c for c in self.matrix.columns if asked == BY + c.key), None)
        if column is None:
            return None
        return Order(
            asked,
            "by one column",
            f"{BY_STANCE} nothing; of equals, by wording.",
            lambda: by_stance(self._by_wording(), lambda claim: self.matrix.cell(claim, column)),
            column.name,
        )

    def heads(self, columns):
        """The columns with how many claims each bears on, and the link that orders by it."""
        for column in columns:
            yield self._link("order", BY + column.key) | {
                "column": column,
                "count": self.matrix.count(column),
            }

    def groups(self, claims, columns):
        """Claims as rows with their cells, those of one question together where that is asked."""
        is_grouped = self.order.name == "question" and any(c.question for c in self.matrix.claims)
        for question, group in groupby(claims, key=lambda c: c.question if is_grouped else None):
            rows = [
                self._link("sort", ON + claim.slug)
                | {"claim": claim, "cells": [(c, self.matrix.cell(claim, c)) for c in columns]}
                for claim in group
            ]
            yield {"question": question, "is_grouped": is_grouped, "rows": rows}

    def choices(self, param):
        """The orders of rows or columns as links."""
        orders = self.sorts if param == "sort" else self.orders
        return [self._link(param, order.name) | {"label": order.label} for order in orders]

    def _link(self, param, name):
        chosen = self.sort if param == "sort" else self.order
        to = presenters.with_params(self.params, **{param: name, "page": None, "across": None})
        return {"url": to, "is_chosen": chosen.name == name}

    def table(self, address):
        """The whole matrix as rows of words, the names of the columns first.

        `address` gives a claim its address. A cell says each stance and in how many passages.
        """
        yield [*TOLD, *(column.name for column in self.columns)]
        for claim in self.claims:
            cells = [self.matrix.cell(claim, column) for column in self.columns]
            said = ["; ".join(f"{mark.stance} {mark.count}" for mark in cell) for cell in cells]
            question = claim.question.text if claim.question else ""
            origins = [str(claim.supporting_origins), str(claim.contradicting_origins)]
            told = [claim.proposition, address(claim), claim.state, question]
            yield [*told, claim.evidence_state, *origins, *said]
