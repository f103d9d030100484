"""Reads a page as a browser would: what its forms would send, and what stands in it."""

from html.parser import HTMLParser

VOID = {"input", "img", "br", "hr", "meta", "link"}


class Page(HTMLParser):
    """`forms` are dicts by id or action: {name: [values]}, as they would be sent untouched."""

    def __init__(self, source):
        super().__init__()
        self.tags, self.forms, self.text = [], {}, {}
        self.form, self.select, self.area, self.open = None, None, None, []
        self.feed(source)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.tags.append((tag, given))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "form":
            self.form = self.forms.setdefault(given.get("id") or given.get("action", ""), {})
        elif tag == "select":
            self.select = given.get("name")
        elif tag == "option" and self.select and self.form is not None:
            if "selected" in given or self.select not in self.form:
                self.form[self.select] = [given.get("value", "")]
        elif tag == "textarea":
            self.area = given.get("name")
            self.send(self.area, "")
        elif tag == "input" and self.is_sent(given):
            unsaid = "on" if given.get("type") == "checkbox" else ""
            self.send(given.get("name"), given.get("value", unsaid))

    def handle_endtag(self, tag):
        if tag in self.open:
            while self.open.pop() != tag:
                pass
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea" and self.area:
            typed = self.form.get(self.area, [""]) if self.form is not None else [""]
            typed[-1] = typed[-1].removeprefix("\n")  # browsers leave the first line end out
            self.area = None

    def handle_data(self, data):
        if self.area and self.form is not None:
            self.form[self.area][-1] += data
        if self.open:
            self.text[self.open[-1]] = self.text.get(self.open[-1], "") + data

    def is_sent(self, given):
        if given.get("type") in ("radio", "checkbox"):
            return "checked" in given
        return given.get("type") not in ("submit", "file")

    def send(self, name, value):
        if name and self.form is not None:
            self.form.setdefault(name, []).append(value)


def sent_by(answer, form):
    """What the form of that id or action would send now, without its token and empty fields."""
    fields = Page(answer.text).forms[form]
    kept = {name: values for name, values in fields.items() if name != "csrfmiddlewaretoken"}
    return {
        name: values[0] if len(values) == 1 else values
        for name, values in kept.items()
        if values != [""]
    }
