"""How web servers differ: the file edges, and speed."""

import os


def is_slow():
    """Are processes started when requests come?  Then a suite whose requests
    are many and random makes fewer of them."""
    return os.environ["SCIM_EDGE"] not in ("nginx", "apache")


def differences(suite):
    """CASE: WHAT, of this stack's edge."""
    found = {}
    with open(os.path.join(os.path.dirname(__file__), "edges")) as file:
        for line in file:
            if " | " not in line or line.startswith("#"):
                continue
            edges, name, case, what, _ = line.split(" | ", 4)
            if os.environ["SCIM_EDGE"] in edges.split(",") and name == suite:
                found[case] = what
    return found
