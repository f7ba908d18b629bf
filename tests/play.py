#!/usr/bin/env python3
"""Play SCIM conversations against a running server.

A conversation is a file of blocks separated by blank lines:

    # what is tried: the title of the case
    POST /Users as ann with other
    Content-Type: application/json
    User {"userName": "ann@acme.example"}
    201
    ETag: /^W/
    {"id": "$string", "active": true, "password": "$absent"}

Request: method and target below the base path (a target that begins with
"!" is sent as it stands); "as NAME" keeps the answer, "with KEY" takes the
variable KEY as credential ("none": no Authorization).  Headers, and a body:
JSON; User {..}, Group {..}, Patch [..], Search {..} put the envelope on, and
Bulk [..] + {..} also on the data of its operations; NAME + {..} is a kept
answer with members changed; raw "..." is bytes with Python's escapes.
Only the headers that are named are sent, Host and Connection apart;
Content-Type is application/scim+json when there is a body, and "none" takes
it away.

Expected: one or more statuses ("200,204"), for an error also its scimType
("-": none) and its detail (word for word, or "~regex"); headers (a text,
/regex/, "absent"); JSON that the answer must contain: members of objects may
be more, lists must fit one by one.  "$absent", "$any", "$string", "$number",
"$filled", "$/regex/", {"$set": [..]} (any order), {"$has": [..]} (at least)
are matchers.

{{name.member.0}} is a part of a kept answer or a variable.  A line
"each x: a | b" above a request repeats it with the text a, b for {{x}}.
A block "sql SELECT ...", "= RESULT" looks into the database.

Whatever is expected, every answer must keep the promises of judge.py, and a
refusal must leave the database as it was.  A case that a web server cannot be
asked has a row in the file edges.
"""

import http.client
import json
import os
import re
import secrets
import sys
import threading

from edges import differences
from judge import invariants, judge
from wire import (API, BASE, CORE, ENTERPRISE, JSON_TYPE, URL, WRITES, encode,
                  psql, send, snapshot)

KEY = re.compile(r"scim-[\w-]{40,}")


# ---- the player --------------------------------------------------------

class Player:
    def __init__(self, name):
        self.name, self.passed, self.failed = name, 0, 0
        self.lock = threading.Lock()
        self.unasked = dict.fromkeys(differences(name), False)
        self.vars = {k[5:].lower(): v for k, v in os.environ.items()
                     if k.startswith("SCIM_")}
        self.vars.update({"base": BASE, "path": URL.path, "U": CORE + "User",
                          "G": CORE + "Group", "E": ENTERPRISE,
                          "uuid": "11111111-2222-4333-8444-555555555555",
                          "random": secrets.token_hex(4)})

    # Variables.

    def value(self, name):
        value = self.vars
        for part in name.split("."):
            value = value[int(part)] if isinstance(value, list) \
                else value[part]
        return value

    def expand(self, text, escape=lambda text: text):
        def one(match):
            value = self.value(match.group(1))
            if isinstance(value, str):
                return escape(value)
            if isinstance(value, dict) and "id" in value:
                return value["id"]
            return json.dumps(value)
        return re.sub(r"\{\{([\w.-]+)\}\}", one, text)

    def expand_json(self, text):
        return self.expand(text, lambda s: json.dumps(s)[1:-1])

    # Requests.

    def body(self, body):
        """Bytes of a body: bytes, JSON text with an envelope, or a value."""
        if body is None or isinstance(body, bytes):
            return body or b""
        if not isinstance(body, str):
            body = json.dumps(body)
        text = self.expand_json(body).strip()
        if text.startswith("raw "):
            return eval(text[4:]).encode("latin-1")
        word, _, rest = text.partition(" ")
        if word in ("User", "Group"):
            text = json.dumps({"schemas": [CORE + word], **json.loads(rest)})
        elif word == "Search":
            text = json.dumps({"schemas": [API + "SearchRequest"],
                               **json.loads(rest)})
        elif word == "Patch":
            text = json.dumps({"schemas": [API + "PatchOp"],
                               "Operations": json.loads(rest)})
        elif word == "Bulk":
            text = json.dumps(bulk(rest))
        elif re.fullmatch(r"\w+", word) and word in self.vars:
            changes = json.loads(rest[2:]) if rest.startswith("+ ") else {}
            text = json.dumps({**self.vars[word], **changes})
        return text.encode()

    def request(self, line, body=None, headers=(), key="key", timeout=30):
        method, _, target = line.partition(" ")
        body = self.body(body)
        headers = [(k, self.expand(v)) for k, v in headers]
        names = {k.lower() for k, _ in headers}
        if "authorization" not in names and key != "none":
            headers.append(("Authorization", "Bearer " + self.vars[key]))
        if body and "content-type" not in names:
            headers.append(("Content-Type", JSON_TYPE))
        headers = [h for h in headers if h[1] != "none"]
        return send(method, encode(self.expand(target)), headers, body,
                    timeout)

    # Cases.

    def result(self, title, faults, context=()):
        with self.lock:
            case = re.sub(r"^\S+\.\w+:\d+: ", "", title)
            if case in self.unasked:
                self.unasked[case] = True
                return True
            if not faults:
                self.passed += 1
                return True
            self.failed += 1
            lines = [f"FAIL {self.name}: {title}"]
            lines += ["    " + line[:1500] for line in context]
            lines += ["  ! " + fault[:1500] for fault in faults]
            print(KEY.sub("scim-KEY", "\n".join(lines)), flush=True)
            return False

    def case(self, title, line, body=None, expected="200", want=None,
             headers=(), key="key", want_headers=(), save=None):
        """One request with all that is expected of its answer."""
        method, _, target = line.partition(" ")
        before = snapshot() if method in WRITES else None
        try:
            answer = self.request(line, body, headers, key)
        except (OSError, http.client.HTTPException) as error:
            self.result(title, [f"no answer: {error!r}"],
                        [f"> {line}", f"> {body}"])
            return None
        if isinstance(want, (dict, list)):
            want = json.dumps(want)
        if save and answer.status < 300:
            self.vars[save] = answer.json
        want = json.loads(self.expand_json(want)) if want else None
        faults = list(invariants(answer, method))
        faults += judge(answer, self.expand(expected),
                        [(k, self.expand(v)) for k, v in want_headers], want)
        if before and answer.status >= 400:
            faults += unchanged(before)
        sent = self.body(body).decode("utf-8", "backslashreplace")
        self.result(title, faults, [
            f"> {method} {self.expand(target)}", f"> {sent}",
            f"< {answer.status} " + " ".join(
                f"{k}: {v};" for k, v in answer.headers),
            "< " + answer.body.decode("utf-8", "backslashreplace")])
        return answer

    def ok(self, title, good, explanation=""):
        return self.result(title, [] if good else
                           [str(explanation) or "does not hold"])

    def equal(self, title, have, want):
        return self.ok(title, have == want, f"is {have!r}, expected {want!r}")

    def sql_equal(self, title, statement, want):
        done = psql(self.expand(statement))
        return self.equal(title, done.stdout.strip() + done.stderr,
                          self.expand(want))

    def sql_fails(self, title, statement, pattern="", by=psql):
        """An administrator's statement that must be refused."""
        before = snapshot()
        done = by(self.expand(statement))
        faults = []
        if done.returncode == 0:
            faults.append(f"succeeded: {done.stdout}")
        elif not re.search(pattern, done.stderr, re.S):
            faults.append(f"{done.stderr!r} does not fit {pattern!r}")
        faults += unchanged(before)
        return self.result(title, faults, [statement])

    # Conversations.

    def play(self, path):
        title, block, number = path, [], 0
        with open(path, encoding="utf-8") as lines:
            for line in [*lines, "\n"]:
                number += 1
                line = line.rstrip("\n")
                if line.startswith("#"):
                    title = f"{os.path.basename(path)}:{number}: {line[2:]}"
                elif line:
                    block.append(line)
                elif block:
                    self.block(title, block)
                    block = []

    def block(self, title, lines):
        match = re.match(r"each (\w+): ?", lines[0])
        if match:
            items = lines[0][match.end():]
            for item in re.split(r"(?:^| )\|(?: |$)", items):
                word = "{{%s}}" % match.group(1)
                self.block(f"{title} [{item}]",
                           [line.replace(word, item) for line in lines[1:]])
        elif lines[0].startswith("sql "):
            cut = next(i for i, l in enumerate(lines) if l.startswith("= "))
            self.sql_equal(title, "\n".join(lines[:cut])[4:],
                           "\n".join(lines[cut:])[2:])
        else:
            self.exchange(title, lines)

    def exchange(self, title, lines):
        request = re.match(r"(.*?)(?: as (\w+))?(?: with (\w+))?$", lines[0])
        status = next(i for i, line in enumerate(lines)
                      if re.match(r"\d{3}(,\d{3})*( |$)", line))
        headers, body = split_headers(lines[1:status])
        want_headers, want = split_headers(lines[status + 1:])
        self.case(title, request.group(1), body, lines[status], want,
                  headers, request.group(3) or "key", want_headers,
                  request.group(2))

    def done(self):
        for title, met in self.unasked.items():
            if not met:
                self.failed += 1
                print(f"FAIL {self.name}: {title}: in tests/edges, but no case")
        print(f"{self.passed} passed, {self.failed} failed")
        sys.exit(1 if self.failed else 0)


def bulk(text):
    """A BulkRequest: a list of operations, and + {..} what else it has."""
    operations, end = json.JSONDecoder().raw_decode(text)
    for operation in operations:
        data = operation.get("data") if isinstance(operation, dict) else None
        if isinstance(data, list):
            operation["data"] = {"schemas": [API + "PatchOp"],
                                 "Operations": data}
        kind = re.match("/(User|Group)s", str(operation.get("path"))) \
            if isinstance(data, dict) else None
        if kind:
            operation["data"] = {"schemas": [CORE + kind[1]], **data}
    return {"schemas": [API + "BulkRequest"], "Operations": operations,
            **json.loads(text[end:].strip().lstrip("+") or "{}")}


def unchanged(before):
    """After a refusal the database is what it was before."""
    return [f"a refusal changed the database: {one} -> {other}" for one, other
            in zip(before.split("\n"), snapshot().split("\n"))
            if one != other]


def split_headers(lines):
    headers = []
    for i, line in enumerate(lines):
        match = re.match(r"([A-Za-z-]+):(?: (.*)|)$", line)
        if not match:
            return headers, "\n".join(lines[i:])
        headers.append((match.group(1), match.group(2) or ""))
    return headers, None


if __name__ == "__main__":
    player = Player("play")
    for name in sys.argv[1:]:
        player.play(name)
    player.done()
