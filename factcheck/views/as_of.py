"""The day in the address as of which a page shows what was there."""

from factcheck.rules import as_of
from factcheck.rules.as_of import Clock


def asked(request):
    """What the address asks for, and what its form needs: (AsOf or None, context)."""
    day, clock = request.GET.get("as_of", "").strip(), request.GET.get("by", "").strip()
    try:
        found, fault = as_of.read(day, clock), ""
    except ValueError as error:
        found, fault = None, str(error)
    return found, {
        "as_of": found,
        "as_of_typed": day,
        "as_of_fault": fault,
        "clocks": list(Clock),
        "clock": found.clock if found else Clock.SAYING,
        "clocks_meaning": as_of.MEANING,
    }
