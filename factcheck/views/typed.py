"""What was typed into the fields of a page that only look things up."""


def typed(request, name, most):
    """At most so many characters of a field; without NUL, which PostgreSQL does not take."""
    given = request.POST if request.method == "POST" else request.GET
    return given.get(name, "")[:most].replace("\0", "")
