"""THE TABLES: what is measured, on what, beside whom.

To add a case: a row.  A Case's request is a method, a target and a body, in
which {name} is a column of its rows; wrk sends it over 16 connections unless
it says otherwise.  A case with steps is a generator of requests instead, sent
one by one; a check is a function that expects facts instead.  The cases of a
block are measured in turn: those whose figures are compared belong
together."""

import json
import threading
import time

import world

PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"
BULK = "urn:ietf:params:scim:api:messages:2.0:BulkRequest"


class Case:
    def __init__(self, name, worlds, request=None, rows=None, steps=None,
                 connections=16, beside=(), count=10**9, once=False,
                 check=None, group=None):
        self.name, self.worlds, self.beside = name, worlds, beside
        self.request, self.rows, self.steps = request, rows, steps
        self.connections, self.count, self.once = connections, count, once
        self.check = check              # instead: a function, once
        self.group = group              # the members of the group it needs
        if steps:
            self.connections = 1


# ---- worlds ----------------------------------------------------------------

SIZES = ["10000", "100000", "1000000"]
ORGANIZATIONS = ["organizations-1", "organizations-100", "organizations-10000"]
GROUPS = [10, 1000, 10000, 100000]


def make_world(name, largest_group):
    """name: a number of users, organizations-N, or groups."""
    if name == "groups":
        groups = [size for size in GROUPS if size <= largest_group]
        return world.World(name, groups[-1] + 1000, groups)
    if name in ORGANIZATIONS:
        return world.World(name, 10, organizations=int(name.split("-")[1]))
    return world.World(name, int(name))


# ---- rows and steps --------------------------------------------------------

def user_body(w):
    return json.dumps(w.document)


def changed_body(w):
    return json.dumps({**w.document, "title": "Title {turn}"})


def patch(*operations):
    return json.dumps({"schemas": [PATCH], "Operations": operations})


def members(op, ids):
    return patch({"op": op, "path": "members",
                  "value": [{"value": id_} for id_ in ids]})


def page_start(w, where):
    """The startIndex of the first, middle or last page of 100."""
    total = w.send("GET", "/Users?count=0")["totalResults"]
    pages = (total - 1) // 100
    return {"first": 1, "middle": pages // 2 * 100 + 1,
            "last": pages * 100 + 1}[where]


def by_index(where):
    return lambda w, sent: [{"start": str(page_start(w, where))}]


def by_cursor(where):
    return lambda w, sent: [{"cursor": cursors(w)[where]}]


def cursors(w):
    """Of the first, the middle and the last page: known after a walk."""
    if not hasattr(w, "cursors"):
        for request in iterate(w, walk_by_cursor(w)):
            pass
    seen = w.cursors
    return {"first": "", "middle": seen[len(seen) // 2], "last": seen[-1]}


def iterate(w, steps):
    """Play steps without measuring."""
    connection, answer = w.connection(), None
    try:
        while True:
            request = steps.send(answer)
            answer = connection.send(*request)[1]
            yield request
    except StopIteration:
        pass


def walk_by_index(w):
    """All pages, or a hundred of them when there are more."""
    total = w.send("GET", "/Users?count=0")["totalResults"]
    step = max(1, total // 100 // 100) * 100
    seen = set()
    for start in range(1, total + 1, step):
        answer = yield "GET", f"/Users?startIndex={start}&count=100"
        answer = json.loads(answer)
        w.expect("totalResults", answer["totalResults"], total)
        seen.update(r["id"] for r in answer["Resources"])
    w.expect("users of a walk by startIndex", len(seen),
             total if step == 100 else (total - 1) // step * 100 +
             min(100, total - (total - 1) // step * step))


def walk_by_cursor(w, patience=120):
    """All pages, as far as one gets in that many seconds."""
    total = w.send("GET", "/Users?count=0")["totalResults"]
    w.cursors, seen, end = [""], set(), time.monotonic() + patience
    cursor = ""
    while cursor is not None and time.monotonic() < end:
        answer = yield "GET", f"/Users?cursor={cursor}&count=100"
        answer = json.loads(answer)
        seen.update(r["id"] for r in answer["Resources"])
        cursor = answer.get("nextCursor")
        if cursor:
            w.cursors.append(cursor)
    if cursor is None:
        w.expect("users of a walk by cursor", len(seen), total)


def bulk(w):
    body = user_body(w)
    while True:
        yield "POST", "/Bulk", json.dumps({"schemas": [BULK], "Operations": [
            {"method": "POST", "path": "/Users", "bulkId": row["n"],
             "data": json.loads(body.replace("{n}", row["n"]))}
            for row in w.new_users(count=1000)]})


def outsiders(w, count):
    """Members of no group."""
    return [id_ for _, id_ in w.ids[-1000:]][:count]


def join_and_leave(size, count):
    """So many users join a group of a size and leave it again."""
    def steps(w):
        ids = outsiders(w, max(count, 50))
        while True:
            for i in range(0, len(ids), count):
                for op in "add", "remove":
                    yield ("PATCH", f"/Groups/{w.groups[size]}",
                           members(op, ids[i:i + count]))
    return steps


def put(size, changed):
    """The group as it is, or with another last member each time."""
    def steps(w):
        group = w.groups[size]
        ids = world.psql(w.database, "-c", "select user_id from scim."
                         "role_group_members where role_group_id = "
                         f"'{group}' order by user_id").split()
        others = [ids[-1]] + [u for u in outsiders(w, 3) if u != ids[-1]]
        name = w.send("GET", f"/Groups/{group}"
                      "?attributes=displayName")["displayName"]
        while True:
            if changed:
                others = others[1:] + others[:1]
                ids[-1] = others[0]
            yield "PUT", f"/Groups/{group}", json.dumps({
                "schemas": [GROUP], "displayName": name,
                "members": [{"value": id_} for id_ in ids]})
    return steps


def unchanged(size):
    def check(w):
        before = w.transaction()
        w.send(*next(put(size, False)(w)))
        w.expect(f"rows that an unchanged PUT of {size} members writes",
                 w.written(before), 0)
    return check


def get_group(size, query=""):
    def steps(w):
        while True:
            yield "GET", f"/Groups/{w.groups[size]}{query}"
    return steps


def parallel_adds(w):
    """64 clients add one member each to one group."""
    group, ids = f"/Groups/{w.groups['10']}", outsiders(w, 64)
    threads = [threading.Thread(target=w.send, args=(
        "PATCH", group, members("add", [id_]))) for id_ in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    there = {m["value"] for m in w.send("GET", group)["members"]}
    w.expect("members kept of 64 parallel adds", len(there & set(ids)), 64)
    w.send("PATCH", group, members("remove", ids))


# ---- the cases -------------------------------------------------------------

ACTIVE = patch({"op": "replace", "path": "active", "value": "{active}"}
               ).replace('"{active}"', "{active}")
LIMITS = ["nothing", "nothing, at our rate", "loop", "return 200"]
BOTH = ["no keep-alive", "nothing, no keep-alive"]
W = world.World
SOME = SIZES + ORGANIZATIONS

PAGES = ("first", "middle", "last")

READS = [
    Case("GET user", SOME, ("GET", "/Users/{id}", None), W.some_users,
         beside=LIMITS + BOTH + ["peer", "CGI"]),
    Case("filter userName eq", SOME,
         ("GET", '/Users?filter=userName eq "user{n}@bench.example"', None),
         W.some_users, beside=LIMITS + BOTH + ["peer"]),
] + [
    Case(f"page by startIndex, {where}", SIZES,
         ("GET", "/Users?count=100&startIndex={start}", None),
         by_index(where), beside=["peer"] if where == "first" else ())
    for where in PAGES
] + [
    Case(f"page by cursor, {where}", SIZES,
         ("GET", "/Users?count=100&cursor={cursor}", None), by_cursor(where))
    for where in PAGES
]

WRITES = [
    Case("POST user", SOME, ("POST", "/Users", user_body), W.new_users,
         beside=["loop", "rows", "peer"]),
    Case("PUT user", SIZES, ("PUT", "/Users/{id}", changed_body),
         W.changed_users, beside=["peer"]),
    Case("PATCH user, active", SIZES, ("PATCH", "/Users/{id}", ACTIVE),
         W.changed_users, beside=["loop", "peer"]),
]

FILTERS = [
    Case("filter userName sw", SIZES,
         ("GET", '/Users?filter=userName sw "user{n}@"', None), W.some_users),
    Case("filter userName co", SIZES,
         ("GET", '/Users?filter=userName co "er{n}@"', None), W.some_users,
         connections=2),
    Case("filter emails[type eq and value eq]", SIZES,
         ("GET", '/Users?filter=emails[type eq "home" and value eq '
          '"home{n}@mail.example"]', None), W.some_users),
]

WALKS = [
    Case("walk by startIndex", SIZES, steps=walk_by_index, once=True),
    Case("walk by cursor", SIZES, steps=walk_by_cursor, once=True),
]

BULK_CREATES = [
    Case("POST user, one connection", SIZES[:1],
         ("POST", "/Users", user_body), W.new_users, connections=1),
    Case("Bulk of 1,000 creates", SIZES[:1], steps=bulk, count=2),
]

ADDS = [
    Case(f"add, remove one member in {size}", ["groups"],
         steps=join_and_leave(str(size), 1), count=500, group=size,
         beside=["peer"] if size == 10000 else ())
    for size in GROUPS
] + [
    Case(f"PATCH {n} members in 10000", ["groups"],
         steps=join_and_leave("10000", n), count=6, group=10000)
    for n in (256, 1000)
] + [
    Case("64 parallel adds", ["groups"], check=parallel_adds, group=10),
]

PUTS = [
    Case(f"PUT {size} members, {'one changed' if changed else 'unchanged'}",
         ["groups"], steps=put(str(size), changed), count=2, group=size,
         beside=["peer"] if size == 10000 else ())
    for size in GROUPS[2:] for changed in (False, True)
] + [
    Case("unchanged PUT", ["groups"], check=unchanged(str(size)), group=size)
    for size in GROUPS[1:]
]

GETS = [
    Case(f"GET group of {size}{what}", ["groups"], group=size,
         steps=get_group(str(size), query), count=count)
    for size in GROUPS
    for what, query, count in (
        (", with members", "", 400000 // (size + 10000)),
        (", without", "?excludedAttributes=members", 100))
]

BLOCKS = [READS, WRITES, FILTERS, WALKS, BULK_CREATES, ADDS, PUTS, GETS]
