"""THE BARS: ratios of medians of one run, and whether they are met.

To add a bar: a row: the text, in which {} is the largest size, the value, the
limit; at most when the limit is positive, at least when it is negative.  What
a run has not measured is left out."""

S, G = "10000", "groups"


class Results:
    """Medians by (case, world, contestant), and facts."""

    def __init__(self):
        self.rows, self.facts = {}, {}

    def get(self, case, world=S, by="scim-fcgi"):
        return self.rows[case, world, by]

    @property
    def largest(self):
        """Users of the largest size that was measured."""
        sizes = [int(w) for _, w, _ in self.rows if w.isdigit() and w != S]
        if not sizes:
            raise KeyError("one size only")
        return str(max(sizes))

    def cpu(self, *which):
        return sum(self.get(*which).cpu.values())

    def rate(self, *which):
        return self.get(*which).rate

    def parts(self, case, nothing="nothing", ours="scim-fcgi"):
        """CPU against nginx with a worker that does nothing + PostgreSQL."""
        return self.cpu(case, S, ours) / (
            self.cpu(case, S, nothing) +
            self.get(case, S, "loop").cpu["database"])

    def of(self, case, other, world=S):
        return self.rate(case) / self.rate(case, world, other)

    def against(self, case, world, base, base_world):
        return self.cpu(case, world) / self.cpu(base, base_world)

    def at_largest(self, case, base):
        return self.against(case, self.largest, base, self.largest)


def parts(case):
    return [
        (f"{case}: CPU to nginx + do-nothing worker + PostgreSQL",
         lambda r: r.parts(case), 1.2),
        (f"{case}: CPU to the same, the worker at our rate",
         lambda r: r.parts(case, "nothing, at our rate"), 1.2),
        (f"{case}: rate to libpq loop", lambda r: r.of(case, "loop"), -0.50),
        (f"{case}: rate to libpq loop, no keep-alive",
         lambda r: r.rate(case, S, "no keep-alive") / r.rate(case, S, "loop"),
         -0.33),
        (f"{case}: rate to peer", lambda r: r.of(case, "peer"), -10),
    ]


def writes(case):
    return [
        (f"{case}: rate to libpq loop", lambda r: r.of(case, "loop"), -0.50),
        (f"{case}: rate to peer", lambda r: r.of(case, "peer"), -5),
    ]


def pages(how, limit):
    first, last = f"page by {how}, first", f"page by {how}, last"
    return [
        (f"{first}: CPU to GET user",
         lambda r: r.against(first, S, "GET user", S), limit),
        (last + " of {}: CPU to GET user",
         lambda r: r.at_largest(last, "GET user"), limit),
        (last + " of {}: CPU to the first",
         lambda r: r.at_largest(last, first), 1.2),
    ]


def flat(case):
    return [(case + ": CPU at {} users to 10000",
             lambda r: r.against(case, r.largest, case, S), 1.25)]


ADD = "add, remove one member in "
BARS = [
    *parts("GET user"), *parts("filter userName eq"),
    *writes("POST user"), *writes("PATCH user, active"),
    *pages("cursor", 6), *pages("startIndex", 10),
    ("page by startIndex, first: rate to peer",
     lambda r: r.of("page by startIndex, first", "peer"), -50),
    (ADD + "100000: CPU to 10",
     lambda r: r.against(ADD + "100000", G, ADD + "10", G), 1.2),
    (ADD + "10000: rate to peer",
     lambda r: r.rate(ADD + "10000", G) / r.rate(ADD + "10000", G, "peer"),
     -1000),
    ("PUT 10000 members, unchanged: ms",
     lambda r: r.get("PUT 10000 members, unchanged", G).p50, 150),
    ("PUT 100000 members, one changed: ms",
     lambda r: r.get("PUT 100000 members, one changed", G).p50, 2000),
    ("PUT 100000 members, one changed: MiB of a worker",
     lambda r: r.get("PUT 100000 members, one changed", G).memory, 192),
    ("GET group of 100000, with members: ms",
     lambda r: r.get("GET group of 100000, with members", G).p50, 500),
    ("GET group of 100000, with members: MiB of a worker",
     lambda r: r.get("GET group of 100000, with members", G).memory, 64),
    ("worker at rest: MiB of its own",
     lambda r: r.facts["worker at rest, " + S], 8),
    ("worker at rest after the groups: MiB of its own",
     lambda r: r.facts["worker at rest, " + G], 8),
    *flat("GET user"), *flat("filter userName eq"), *flat("POST user"),
    *flat("PATCH user, active"),
    ("Bulk of 1,000 creates: users/s to POST on one connection",
     lambda r: 1000 * r.rate("Bulk of 1,000 creates") /
     r.rate("POST user, one connection"), -2),
]


def evaluate(results):
    """(text, value, limit, met) of each bar that was measured."""
    for text, value, limit in BARS:
        try:
            have = value(results)
            text = text.format(results.largest if "{}" in text else "")
        except KeyError:
            continue
        yield (text, have, ("<= %g" if limit > 0 else ">= %g") % abs(limit),
               have <= limit if limit > 0 else have >= -limit)
