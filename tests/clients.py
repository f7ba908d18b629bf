"""Requests of real clients, as data: client-requests/*.json.

Each fixture is played in an organization of its own: its "given" state is
made first, its request sent as it stands (adaptations apart), and what its
"expect.checks" says is asserted.  A suite holds the table: fixture, steps
that make the state, assertions.  See client-requests/README.md for the keys
and "adaptations" for what differs from the fixture and why.
"""

import fnmatch
import glob
import json
import os
import secrets
import urllib.parse

import wire

HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT = "Okta Test Project"


class Organization:
    """An organization made by the administrator's functions, and its key."""

    def __init__(self, player, domains, owner, name=None, projects=(),
                 roles=(), prefix="Statsig"):
        self.player = player
        self.name = name or "Org " + secrets.token_hex(6)
        document = {"name": {"givenName": "Olga", "familyName": "Owner"},
                    "emails": [{"value": owner, "primary": True}]}
        self.id = wire.admin("organization_create", self.name, owner,
                             list(domains), prefix, json.dumps(document))
        for role in roles:
            wire.admin("role_create", self.name, role)
        for project in projects:
            wire.admin("project_create", self.name, project)
        self.key = wire.admin("key_issue", self.name, "tests")
        self.owner = self.sql("select user_id from scim.owners"
                              " where organization_id = {}")

    def sql(self, statement):
        return wire.sql(statement.replace("{}", wire.quote(self.id)))

    def request(self, line, body=None):
        """A step that makes state: it must succeed."""
        self.player.vars["org"] = self.key
        answer = self.player.request(line, body, key="org")
        if answer.status >= 300:
            raise RuntimeError(f"{line} {body}: {answer.status} "
                               + answer.body.decode())
        return answer.json

    def user(self, user_name, **attributes):
        body = {"schemas": [wire.CORE + "User"], "userName": user_name,
                "name": {"givenName": user_name[:3].title(),
                         "familyName": "Test"},
                "emails": [{"value": user_name, "type": "work",
                            "primary": True}], **attributes}
        return self.request("POST /Users", body)["id"]

    def group(self, display_name):
        """The id of a role group, by the filter that Okta sends."""
        found = self.request("GET /Groups?filter=displayName eq " +
                             urllib.parse.quote(json.dumps(display_name)))
        return found["Resources"][0]["id"]

    def members(self, group, *users):
        operations = [{"op": "replace", "path": "members",
                       "value": [{"value": user} for user in users]}]
        self.request(f"PATCH /Groups/{group}",
                     "Patch " + json.dumps(operations))

    def member_ids(self, group):
        found = self.request(f"GET /Groups/{group}")
        return sorted(m["value"] for m in found.get("members", []))


def adaptations():
    """Rows of the file: fixtures, what, value; the reason is for people."""
    rows = []
    with open(os.path.join(HERE, "adaptations"), encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                which, what, value, _ = map(str.strip, line.split(" | ", 3))
                rows.append((which, what, value))
    return rows


class Fixture:
    def __init__(self, path, rows):
        self.name = os.path.basename(path)[:-5]
        with open(path, encoding="utf-8") as text:
            text = text.read()
        self.adapted = [row for row in rows
                        if fnmatch.fnmatch(self.name, row[0])]
        self.expected = None
        for _, what, value in self.adapted:
            if what == "replace":
                old, new = value.split(" => ")
                for form in (str, urllib.parse.quote, urllib.parse.quote_plus):
                    text = text.replace(form(old), form(new))
            elif what == "expect":
                self.expected = value
        data = json.loads(text)
        self.given = data.get("given")
        self.line = data["request"]["method"] + " !" + data["request"]["path"]
        self.headers = list(data["request"]["headers"].items())
        self.body = data["request"]["body"]
        if isinstance(self.body, str):
            self.body = self.body.encode()
        if self.expected is None:
            self.expected = ",".join(map(str, data["expect"]["status"]))
        self.checks = data["expect"]["checks"]

    def play(self, player):
        answer = player.case(self.name, self.line, self.body, self.expected,
                             headers=self.headers, key="none")
        return answer


def load(*patterns):
    """The fixtures whose names fit, in the order of the patterns."""
    rows = adaptations()
    seen = {}
    for pattern in patterns:
        for path in sorted(glob.glob(os.path.join(HERE, "client-requests",
                                                  pattern + ".json"))):
            fixture = Fixture(path, rows)
            seen.setdefault(fixture.name, fixture)
    return list(seen.values())
