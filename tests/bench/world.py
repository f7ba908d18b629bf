"""What is measured: databases of several sizes, and who serves them."""

import collections
import glob
import json
import os
import random
import re
import subprocess
import time

import measure

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
CLUSTER = os.environ["SCIM_STACK_DIR"]
PROGRAM = os.environ["SCIM_FCGI"]
MARK = "987654321"          # the number of a user whom only samples are about


def psql(database, *arguments):
    return subprocess.run(
        ["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-h", CLUSTER, "-U",
         "postgres", "-d", database, *arguments],
        check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def postmaster():
    with open(f"{CLUSTER}/data/postmaster.pid") as file:
        return int(file.readline())


def give_memory():
    """A quarter of the machine's to PostgreSQL, with which its manual begins;
    it comes with 128 MB."""
    megabytes = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") >> 22
    psql("postgres", "-c",
         f"alter system set shared_buffers = '{megabytes}MB'")
    for command in "stop-postgres", "start-postgres":
        subprocess.run([os.environ["SCIM_STACK"], command], check=True)


class Stand:
    """A web server with workers of its own on a database; see stand."""

    def __init__(self, program, database, edge="nginx", edit="",
                 **environment):
        self.conninfo = f"host={CLUSTER} dbname={database} user=scim_fcgi"
        self.sent = collections.Counter()       # requests, by case
        self.dir, self.base = subprocess.run(
            [f"{HERE}/stand", "start", program, self.conninfo, edge, edit],
            env={**os.environ, **environment}, check=True,
            stdout=subprocess.PIPE, text=True).stdout.split()

    def pid(self, name):
        with open(f"{self.dir}/{name}.pid") as file:
            return int(file.read())

    def roots(self):
        """The parts whose processor time counts."""
        return {"web": self.pid("web"), "workers": self.pid("workers"),
                "database": postmaster()}

    def workers(self):
        return measure.leaves(self.pid("workers"))

    def stop(self):
        subprocess.run([f"{HERE}/stand", "stop", self.dir], check=True)


class World:
    """A database of a size, its service, and what is known of its rows."""

    def __init__(self, name, users, groups=(), organizations=1):
        self.name, self.users = name, users
        self.database = "bench_" + name.replace("-", "_")
        psql("postgres", "-c", f"create database {self.database}")
        psql(self.database, "-f", f"{TOP}/sql/install.sql")
        self.key = psql(
            self.database, "-v", f"users={users}", "-v",
            "groups={%s}" % ",".join(map(str, groups)), "-v",
            f"organizations={organizations}", "-f", f"{HERE}/seed.sql")
        self.stands = {"scim-fcgi": Stand(PROGRAM, self.database)}
        self.fresh = users * 10
        ours = ("from scim.users where organization_id = (select id from"
                " scim.organizations where name = 'Bench')")
        self.sample = self.find_sample(ours)
        some = psql(self.database, "-c",
                    "select substr(external_id, 4) || ' ' || id "
                    f"{ours} and external_id is not null order by seq")
        self.ids = [line.split() for line in some.splitlines()]
        self.shuffled = random.sample(self.ids, len(self.ids))
        self.groups = dict(line.split("|") for line in psql(
            self.database, "-c", "select substr(role, 4), id from"
            " scim.role_groups where role like 'Of %'").splitlines())
        self.learned, self.facts = {}, {}
        self.rates, self.waits = {}, {}     # of the last turn

    def expect(self, what, have, want):
        """A fact that is exact, not measured; the first wrong one stays."""
        was = self.facts.get(what)
        if was is None or was[0] == was[1]:
            self.facts[what] = have, want

    def transaction(self):
        """A number that every later writer's is above."""
        return psql(self.database, "-c", "select txid_current()")

    def written(self, since):
        """How many rows are there that were written since a transaction."""
        tables = psql(self.database, "-c", "select oid::regclass from pg_class"
                      " where relkind = 'r' and relnamespace ="
                      " 'scim'::regnamespace").split()
        return int(psql(self.database, "-c", "select sum(n) from (" +
                        " union all ".join(
                            f"select count(*) as n from {table} where"
                            f" xmin::text::bigint > {since}"
                            for table in tables) + ") x"))

    @property
    def stand(self):
        return self.stands["scim-fcgi"]

    def connection(self):
        return measure.Connection(self.stand.base, self.key)

    def send(self, method, target, body=None):
        status, answer = self.connection().send(method, target, body)
        if status >= 300:
            raise RuntimeError(f"{method} {target}: {status} {answer[:300]}")
        return json.loads(answer) if answer else None

    # Rows for requests: each is a dict of what stands for {name}.  sent: how
    # many requests of the case the stand has had.

    def find_sample(self, ours):
        """A user who is like the others, for statements to be learned from."""
        body = psql(self.database, "-c", "select document " + ours +
                    " and external_id = '00u1'")
        self.document = json.loads(re.sub(r"\b(user|home|Nick|00u)1\b",
                                          r"\g<1>{n}", body))
        self.document["schemas"] = [
            "urn:ietf:params:scim:schemas:core:2.0:User",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"]
        made = self.send("POST", "/Users", json.dumps(
            self.document).replace("{n}", MARK))
        return {"n": MARK, "id": made["id"], "active": "false"}

    def some_users(self, sent, count=2000):
        """The same each time: of a million others the disk is measured, for
        a machine may not keep what was not asked for lately."""
        return [{"n": n, "id": id_} for n, id_ in self.shuffled[:count]]

    def changed_users(self, sent, count=20000):
        """Round after round of all: every request changes somebody, for who
        is changed already costs little."""
        rounds = [divmod(at, len(self.ids)) for at in range(sent, sent + count)]
        return [{"n": self.shuffled[at][0], "id": self.shuffled[at][1],
                 "active": ("false", "true")[turn % 2], "turn": str(turn)}
                for turn, at in rounds]

    def new_users(self, sent=0, count=20000):
        self.fresh += count
        return [{"n": str(self.fresh + i)} for i in range(count)]

    # What the program asks the database.

    def learn(self, request):
        """The statements of a request and their parameters, from
        PostgreSQL's log of it; what belongs to the sample becomes {name}."""
        for setting in ("log_statement = 'all'", "log_statement = 'none'"):
            begin = os.path.getsize(f"{CLUSTER}/postgres.log")
            psql(self.database, "-c", f"alter system set {setting}", "-c",
                 "select pg_reload_conf()")
            time.sleep(0.3)
            if "all" in setting:
                self.connection().send(*(
                    part and measure.fill(part, self.sample)
                    for part in request))
                log = begin
        with open(f"{CLUSTER}/postgres.log") as file:
            file.seek(log)
            text = file.read()
        found = re.findall(
            r"scim_fcgi LOG:  execute \S+: (.*)\n(?:.*DETAIL:  parameters: "
            r"(.*))?", text)
        return [(sql, [self.generalize(p) for p in re.findall(
            r"\$\d+ = (NULL|'(?:[^']|'')*')", parameters)])
            for sql, parameters in found]

    def generalize(self, literal):
        if literal == "NULL" or re.fullmatch(r"'\{\d+\}'", literal):
            return "\\N"                # any version
        text = literal[1:-1].replace("''", "'")
        if text == "f":
            return "{active}"
        return text.replace(self.sample["id"], "{id}").replace(MARK, "{n}")

    def bare_insert(self):
        """A statement that inserts a user and its event as a POST does, with
        all indexes and constraints, but no function and no trigger: into
        tables of its own, from rows that are there."""
        if not hasattr(self, "bare"):
            psql(self.database, "-f", f"{HERE}/bare.sql")
            names, values = psql(
                self.database, "-c", "select string_agg(attname, ', '), "
                "string_agg(case when attname ~ '^(user_name|external_id)' "
                "then '$1::text' else attname end, ', ') from pg_attribute"
                " where attrelid = 'bare_users'::regclass and attnum > 0 and "
                "attname not in ('id', 'seq')").split("|")
            self.bare = (
                f"with made as (insert into bare_users ({names}) select "
                f"{values} from bare_user returning *), folded as (insert into "
                "bare_folded_documents select made.organization_id, made.id,"
                " f.folded from made, bare_folded_document f)"
                " insert into bare_events"
                " (organization_id, kind, resource, resource_id, user_id,"
                " after) select made.organization_id, 'created', 'User',"
                " made.id, made.id, a.after from made, bare_event a"
                " returning id")
        return self.bare

    def settings(self):
        """Those that the program gives its sessions."""
        with open(f"{TOP}/cgi/connection.c") as file:
            return " ".join(re.findall(r"-c \w+=\w+", file.read()))

    def sessions(self):
        return int(psql("postgres", "-c", "select count(*) from"
                        " pg_stat_activity where usename = 'scim_fcgi' and"
                        f" datname = '{self.database}'"))

    def threads(self):
        """Of a worker; each has a session."""
        return str(self.sessions() // len(self.stand.workers()))

    def stop(self):
        for stand in set(self.stands.values()):     # loop has ours
            stand.stop()


class Peer:
    """scimmy over the same PostgreSQL, with the users and groups of a world,
    in as many processes as there are processors."""

    def __init__(self, world, sessions):
        self.sent = collections.Counter()
        psql(world.database, "-f", f"{HERE}/peer/schema.sql", "-c",
             "insert into peer.keys values (sha256('%s'))" % world.key)
        port = str(random.randrange(20000, 30000))
        self.base = f"http://127.0.0.1:{port}/scim/v2"
        directory = os.environ["BENCH_PEER"]
        self.process = subprocess.Popen(
            ["node", f"{directory}/server.js", port],
            cwd=directory, start_new_session=True,
            env={**os.environ, "NODE_ENV": "production", "PGHOST": CLUSTER,
                 "PGUSER": "postgres", "PGDATABASE": world.database,
                 "SESSIONS": str(sessions)})
        self.wait(world)

    def wait(self, world):
        for _ in range(200):
            try:
                connection = measure.Connection(self.base, world.key)
                if connection.send("GET", "/Users?count=1")[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.1)
        raise RuntimeError("the peer does not start")

    def roots(self):
        return {"workers": self.process.pid, "database": postmaster()}

    def workers(self):
        return measure.leaves(self.process.pid)

    def stop(self):
        self.process.terminate()
        self.process.wait()


def versions():
    """What the figures are of."""
    def first(*command):
        done = subprocess.run(command, capture_output=True, text=True)
        return (done.stdout or done.stderr).splitlines()[0]

    with open("/proc/cpuinfo") as lines:
        models = [line.split(":")[1].strip() for line in lines
                  if line.startswith("model name")]
    yield f"{len(models)} x {models[0]}"
    yield first("uname", "-sr")
    yield first(PROGRAM, "--version") + ", " + first(
        "git", "-C", TOP, "log", "-1", "--format=commit %h")
    yield first("/usr/sbin/nginx", "-v").replace("nginx version: ", "")
    yield first(*glob.glob("/usr/lib/postgresql/*/bin/postgres")[-1:],
                "--version") + ", shared_buffers " + psql(
                    "postgres", "-c", "show shared_buffers")
    yield first("wrk", "-v").split(" Copyright")[0]
