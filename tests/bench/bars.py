"""THE BARS: ratios of one run, and whether they are met.

What two contestants did in the same turn is compared, so that noise that
lasts longer than a turn meets both of them; the median of the turns counts.

To add a bar: a row: the text, in which {} is the largest size, the value, the
limit; at most when the limit is positive, at least when it is negative.  What
a run has not measured is left out."""

import operator
import statistics

S, G = "10000", "groups"

rate, ms, memory = map(operator.attrgetter, ("rate", "p50", "memory"))


def cpu(run):
    return sum(run.cpu.values())


class Results:
    """Runs by (case, world, contestant), and facts."""

    def __init__(self):
        self.rows, self.facts = {}, {}

    def add(self, run, *which):
        self.rows.setdefault(which, []).append(run)

    def get(self, case, world=S, by="scim-fcgi"):
        """Of each turn."""
        return self.rows[case, world, by]

    @property
    def largest(self):
        """Users of the largest size that was measured."""
        sizes = [int(w) for _, w, _ in self.rows if w.isdigit() and w != S]
        if not sizes:
            raise KeyError("one size only")
        return str(max(sizes))

    def median(self, value, *which):
        return statistics.median(map(value, self.get(*which)))

    def parts(self, case, nothing="nothing"):
        """CPU against nginx with a worker that does nothing + PostgreSQL."""
        return statistics.median(
            cpu(ours) / (cpu(web) + loop.cpu["database"])
            for ours, web, loop in zip(
                self.get(case), self.get(case, S, nothing),
                self.get(case, S, "loop")))

    def ratio(self, value, one, other):
        return statistics.median(value(a) / value(b) for a, b in zip(
            self.get(*one), self.get(*other)))

    def of(self, case, other, world=S, ours="scim-fcgi"):
        return self.ratio(rate, (case, world, ours), (case, world, other))

    def against(self, case, world, base, base_world):
        return self.ratio(cpu, (case, world), (base, base_world))

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
         lambda r: r.of(case, "loop", S, "no keep-alive"), -0.33),
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
     lambda r: r.of(ADD + "10000", "peer", G), -1000),
    ("PUT 10000 members, unchanged: ms",
     lambda r: r.median(ms, "PUT 10000 members, unchanged", G), 150),
    ("PUT 100000 members, one changed: ms",
     lambda r: r.median(ms, "PUT 100000 members, one changed", G), 2000),
    ("PUT 100000 members, one changed: MiB of a worker",
     lambda r: r.median(memory, "PUT 100000 members, one changed", G), 192),
    ("GET group of 100000, with members: ms",
     lambda r: r.median(ms, "GET group of 100000, with members", G), 500),
    ("GET group of 100000, with members: MiB of a worker",
     lambda r: r.median(memory, "GET group of 100000, with members", G), 64),
    ("worker at rest: MiB of its own",
     lambda r: r.facts["worker at rest, " + S], 8),
    ("worker at rest after the groups: MiB of its own",
     lambda r: r.facts["worker at rest, " + G], 8),
    *flat("GET user"), *flat("filter userName eq"), *flat("POST user"),
    *flat("PATCH user, active"),
    ("Bulk of 1,000 creates: users/s to POST on one connection",
     lambda r: 1000 * r.ratio(rate, ("Bulk of 1,000 creates",),
                              ("POST user, one connection",)), -2),
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
