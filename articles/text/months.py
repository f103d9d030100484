"""The names of the months, as they are written."""

ENGLISH = "January February March April May June July August September October November December"
_SHORT = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"

# Each name and its short forms, written with a capital: {"January": 1, "Jan": 1, …}.
NUMBERS: dict[str, int] = {
    name: n for names in (ENGLISH, _SHORT) for n, name in enumerate(names.split(), start=1)
} | {"Sept": 9}
