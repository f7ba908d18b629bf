"""What a request costs: processors from /proc, rates from wrk and loop."""

import contextlib
import http.client
import os
import subprocess
import tempfile
import time
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
TICKS = os.sysconf("SC_CLK_TCK")


# ---- processes -------------------------------------------------------------

def processes():
    """pid: (parent, seconds of it and of its dead children)."""
    found = {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/stat") as stat:
                fields = stat.read().rsplit(")", 1)[1].split()
        except OSError:
            continue                    # it has gone meanwhile
        found[int(pid)] = int(fields[1]), sum(map(int, fields[11:15])) / TICKS
    return found


def tree(roots, found):
    """The processes and all below them."""
    pids = set(roots)
    while True:
        more = {pid for pid, (parent, _) in found.items()
                if parent in pids} | pids
        if more == pids:
            return pids & set(found)
        pids = more


def cpu(*roots):
    """Seconds that processes and all below them, dead ones too, have taken."""
    found = processes()
    return sum(found[pid][1] for pid in tree(roots, found))


def leaves(root):
    """The processes that have no others below them: workers, say."""
    found = processes()
    parents = {parent for parent, _ in found.values()}
    return [pid for pid in tree([root], found) if pid not in parents]


def status(pid, name):
    with open(f"/proc/{pid}/status") as lines:
        return next((int(line.split()[1]) for line in lines
                     if line.startswith(name + ":")), 0) / 1024


def private(pid):
    """MiB that nobody else has."""
    with open(f"/proc/{pid}/smaps_rollup") as lines:
        return sum(int(line.split()[1]) for line in lines
                   if line.startswith("Private_")) / 1024


def peak(pids):
    """MiB that one had in memory at most since forget_peak()."""
    found = [0]
    for pid in pids:
        with contextlib.suppress(OSError):      # CGI's go at any time
            found.append(status(pid, "VmHWM"))
    return max(found)


def forget_peak(pids):
    for pid in pids:
        with contextlib.suppress(OSError), \
                open(f"/proc/{pid}/clear_refs", "w") as refs:
            refs.write("5")


# ---- drivers ---------------------------------------------------------------

class Figures:
    """One run: requests, seconds, errors, p50 and p99 in ms, and the seconds
    of processor by part: web server, workers, PostgreSQL."""

    def __init__(self, requests, us, errors, p50, p99, parts=()):
        self.requests, self.errors = requests, errors
        self.rate = requests / (us / 1e6)
        self.p50, self.p99 = p50 / 1000, p99 / 1000
        self.cpu = {part: seconds * 1000 / requests for part, seconds in parts}


def rows_file(rows):
    file = tempfile.NamedTemporaryFile("w", prefix="scim-bench-")
    file.writelines("\t".join(row) + "\n" for row in rows)
    file.flush()
    return file


def wrk(base, key, request, rows, connections, seconds):
    """request: method, target, body, with {name} for a column of the rows."""
    method, target, body = request
    names = list(rows[0])
    with rows_file([names] + [[row[name] for name in names]
                              for row in rows]) as file:
        environment = {**os.environ, "BENCH_METHOD": method, "BENCH_KEY": key,
                       "BENCH_TARGET": urllib.parse.urlsplit(base).path
                       + encode(target), "BENCH_ROWS": file.name}
        if body:
            environment["BENCH_BODY"] = body
        done = subprocess.run(
            ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout",
             "30s", "-s", f"{HERE}/requests.lua", base],
            env=environment, capture_output=True, text=True)
    for line in done.stdout.splitlines():
        if line.startswith("figures "):
            return [int(word) for word in line.split()[1:]]
    raise RuntimeError(f"wrk: {done.stdout}{done.stderr}")


def loop(program, conninfo, statements, rows, connections, seconds):
    """statements: [(sql, parameters)], which have {name} in them too."""
    parameters = [p for _, some in statements for p in some]
    lines = [[fill(p, row) for p in parameters] for row in rows]
    with rows_file([[str(len(statements))]] + [[sql] for sql, _ in statements]
                   + lines) as file:
        done = subprocess.run(
            [program, conninfo, str(connections), str(seconds), file.name],
            capture_output=True, text=True, check=True)
    return [int(word) for word in done.stdout.split()]


def fill(text, row):
    for name, value in row.items():
        text = text.replace("{" + name + "}", value)
    return text


def encode(target):
    return urllib.parse.quote(target, safe="/?&=+,;@!$'()*~#-._{}%:")


class Connection:
    """One kept connection to a service."""

    def __init__(self, base, key):
        self.url = urllib.parse.urlsplit(base)
        self.headers = {"Authorization": "Bearer " + key,
                        "Content-Type": "application/scim+json"}
        self.http = http.client.HTTPConnection(self.url.netloc, timeout=120)

    def send(self, method, target, body=None):
        self.http.request(method, self.url.path + encode(target), body,
                          self.headers)
        answer = self.http.getresponse()
        return answer.status, answer.read()


def one_by_one(base, key, requests, count):
    """At most count requests over one connection; the generator that makes
    them gets each answer."""
    connection = Connection(base, key)
    times, errors, answer = [], 0, None
    try:
        while len(times) < count:
            request = requests.send(answer)
            begun = time.monotonic()
            code, answer = connection.send(*request)
            times.append((time.monotonic() - begun) * 1e6)
            errors += code >= 300
    except StopIteration:
        pass
    ordered = sorted(times)
    return [len(times), int(sum(times)), errors, ordered[len(times) // 2],
            ordered[len(times) * 99 // 100]]
