"""The file edges: where a web server by itself differs from the others."""

import os


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
