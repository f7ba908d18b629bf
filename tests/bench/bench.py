#!/usr/bin/env python3
"""The benchmark, beside a stack of with-server; see run for the options."""

import argparse
import concurrent.futures
import datetime
import os
import re
import signal
import statistics
import sys
import time

import bars
import cases
import measure
import world

# Beside scim.fcgi, by make check.
PROGRAMS = os.path.dirname(os.environ["SCIM_FCGI"]) + "/tests/bench/"
NO_KEEP_ALIVE = "/fastcgi_keep_conn/d; /keepalive [0-9]/d"
RETURN_200 = "s/^\\tfastcgi_pass .*/\\treturn 200;/"


def parse(arguments):
    parser = argparse.ArgumentParser()
    add = parser.add_argument
    add("--sizes", default="10000,organizations-1,organizations-10000,groups")
    add("--largest-group", type=int, default=cases.GROUPS[-1])
    add("--cases", default="")
    add("--rounds", type=int, default=5)
    add("--seconds", type=int, default=3)
    add("--no-peer", action="store_true")
    add("--results", default=world.TOP + "/build/bench.txt")
    return parser.parse_args(arguments)


# ---- contestants -----------------------------------------------------------

class Ours:
    """The service of a world."""

    def __init__(self, w, stand=None):
        self.world, self.stand = w, stand or w.stand

    def request(self, case):
        method, target, body = case.request
        return method, target, body(self.world) if callable(body) else body

    def rows(self, case):
        return case.rows(self.world, self.stand.sent[case.name])

    def drive(self, case, seconds):
        if case.steps:
            return measure.one_by_one(self.stand.base, self.world.key,
                                      case.steps(self.world), case.count)
        return measure.wrk(self.stand.base, self.world.key,
                           self.request(case), self.rows(case),
                           case.connections, seconds)


class Peer(Ours):
    def drive(self, case, seconds):
        if case.steps:
            return measure.one_by_one(self.stand.base, self.world.key,
                                      case.steps(self.world), 2)
        return super().drive(case, seconds)


class Nothing(Ours):
    """As many bytes, and nothing else."""

    def wait(self, case):
        return ""

    def drive(self, case, seconds):
        method, target, body = self.request(case)
        row = self.rows(case)[0]
        _, answer = self.world.connection().send(
            method, measure.fill(target, row), body)
        return measure.wrk(self.stand.base, self.world.key,
                           (method, "/Nothing?{query}", body),
                           [{"query": f"{len(answer)}{self.wait(case)}"}],
                           case.connections, seconds)


class Paced(Nothing):
    """The same at our rate: each of as many threads as we have sessions waits
    as long as one of ours is busy with a request; a turn corrects the next."""

    def wait(self, case):
        w = self.world
        ours = w.rates[case.name, "scim-fcgi"]
        wait = w.waits.get(case.name, 1e6 * w.sessions() / ours)
        wait *= w.rates.get((case.name, "nothing, at our rate"), ours) / ours
        w.waits[case.name] = wait
        return f",{wait:.0f}"


class Loop(Ours):
    """PostgreSQL without web server and worker."""

    def statements(self, case):
        w = self.world
        if case.name not in w.learned:
            w.learned[case.name] = w.learn(self.request(case))
        return w.learned[case.name]

    def drive(self, case, seconds):
        w = self.world
        return measure.loop(
            PROGRAMS + "loop", f"{self.stand.conninfo} "
            f"options='{w.settings()}'", self.statements(case), self.rows(case),
            w.sessions(), seconds)


class Rows(Loop):
    """The rows that a POST makes, without what makes them right."""

    def statements(self, case):
        return [(self.world.bare_insert(), ["{n}"])]


# name: (class, what makes its stand)
BESIDE = {
    "nothing": (Nothing, lambda w: world.Stand(
        PROGRAMS + "nothing", w.database)),
    "nothing, no keep-alive": (Nothing, lambda w: world.Stand(
        PROGRAMS + "nothing", w.database, edit=NO_KEEP_ALIVE)),
    "nothing, at our rate": (Paced, lambda w: world.Stand(
        PROGRAMS + "nothing", w.database, NOTHING_THREADS=w.threads())),
    "return 200": (Nothing, lambda w: world.Stand(
        PROGRAMS + "nothing", w.database, edit=RETURN_200)),
    "no keep-alive": (Ours, lambda w: world.Stand(
        world.PROGRAM, w.database, edit=NO_KEEP_ALIVE)),
    "CGI": (Ours, lambda w: world.Stand(
        world.PROGRAM, w.database, edge="cgi")),
    "loop": (Loop, lambda w: w.stand),
    "rows": (Rows, lambda w: w.stand),
    "peer": (Peer, lambda w: world.Peer(w, w.sessions())),
}


def contestant(w, name):
    if name == "scim-fcgi":
        return Ours(w)
    make, stand = BESIDE[name]
    if name not in w.stands:
        w.stands[name] = stand(w)
    return make(w, w.stands[name])


# ---- runs ------------------------------------------------------------------

def settle(w):
    """Wait for what the one before left behind: wrk goes while requests are
    on their way, and plain CGI's cost as much as a thousand others."""
    roots = {pid for stand in w.stands.values()
             for pid in stand.roots().values()}
    for _ in range(20):
        before = measure.cpu(*roots)
        time.sleep(0.1)
        if measure.cpu(*roots) - before < 0.02:
            return


def measured(who, case, seconds):
    """A run; a longer one of who is too slow for it."""
    settle(who.world)
    roots = who.stand.roots()
    workers = who.stand.workers()
    measure.forget_peak(workers)
    before = {part: measure.cpu(pid) for part, pid in roots.items()}
    figures = who.drive(case, seconds)
    who.stand.sent[case.name] += figures[0]
    after = {part: measure.cpu(pid) for part, pid in roots.items()}
    if not case.steps and figures[0] < case.connections:
        return measured(who, case, seconds * 3)
    made = measure.Figures(*figures, [
        (part, after[part] - before[part]) for part in roots])
    made.memory = measure.peak(workers)
    if made.errors:
        raise RuntimeError(f"{case.name} {type(who).__name__}: {made.errors}"
                           f" errors of {made.requests}")
    return made


HEAD = ["case", "size", "by", "conn", "req/s", "p50 ms", "p99 ms", "CPU ms",
        "web", "workers", "database", "MiB"]
FORM = "{:34} | {:19} | {:22} | {:>4}" + " | {:>8}" * 7 + " | {:>5}"


def line(case, w, by, runs):
    def number(value):
        middle = statistics.median(map(value, runs))
        return f"{middle:.3f}" if middle < 10 else f"{middle:.0f}"

    parts = [lambda run, part=part: run.cpu.get(part, 0)
             for part in ("web", "workers", "database")]
    return FORM.format(case.name, w.name, by, case.connections, *map(number, [
        lambda run: run.rate, lambda run: run.p50, lambda run: run.p99,
        lambda run: sum(run.cpu.values()), *parts, lambda run: run.memory]))


class Run:
    def __init__(self, options):
        self.options, self.results = options, bars.Results()
        self.file = open(options.results, "w")
        self.worlds = {}

    def say(self, text):
        print(text, flush=True)
        self.file.write(text.rstrip() + "\n")
        self.file.flush()

    def begin(self):
        world.give_memory()
        now = datetime.datetime.now(datetime.timezone.utc)
        self.say(f"# {now:%Y-%m-%d}: medians of {self.options.rounds} runs of"
                 f" {self.options.seconds} s, the contestants in turn")
        for text in world.versions():
            self.say("# " + text)
        names = self.options.sizes.split(",")
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            self.worlds.update(zip(names, pool.map(
                lambda name: cases.make_world(
                    name, self.options.largest_group), names)))
        self.say(FORM.format(*HEAD))

    def contestants(self, case):
        """Those besides stand at the first of the case's worlds only, and
        who is compared is measured next to each other."""
        there = [self.worlds[name] for name in case.worlds
                 if name in self.worlds]
        if case.group:
            there = [w for w in there if str(case.group) in w.groups]
        for w in there:
            yield w, "scim-fcgi"
            for name in case.beside if w is there[0] else ():
                if name != "peer" or not self.options.no_peer:
                    yield w, name

    def run_block(self, block):
        for case in block:
            for w, _ in self.contestants(case) if case.check else ():
                case.check(w)
        block = [case for case in block if not case.check]
        for turn in range(self.options.rounds + 1):     # the first: to warm
            for case in block:
                if case.once and turn != 1:
                    continue
                for w, name in self.contestants(case):
                    run = measured(contestant(w, name), case,
                                   self.options.seconds if turn else 1)
                    w.rates[case.name, name] = run.rate
                    if turn:
                        self.results.add(run, case.name, w.name, name)
        for case in block:
            for w, name in self.contestants(case):
                self.say(line(case, w, name,
                              self.results.get(case.name, w.name, name)))

    def measure(self):
        self.begin()
        for block in cases.BLOCKS:
            self.run_block([case for case in block
                            if re.search(self.options.cases, case.name)])
        for w in self.worlds.values():
            self.results.facts["worker at rest, " + w.name] = max(
                measure.private(pid) for pid in w.stand.workers())

    def judge(self):
        def say(text, met):
            self.say(f"# {'met    ' if met else 'NOT MET'} {text}")

        for text, value, limit, met in bars.evaluate(self.results):
            say(f"{text}: {value:.3g}, bar {limit}", met)
        for w in self.worlds.values():
            for text, (have, want) in w.facts.items():
                say(f"{w.name}: {text}: {have}, bar = {want}", have == want)

    def end(self):
        for w in self.worlds.values():
            w.stop()


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    run = Run(parse(sys.argv[1:]))
    try:
        run.measure()
    finally:                    # also of what was measured so far
        run.judge()
        run.end()


if __name__ == "__main__":
    main()
